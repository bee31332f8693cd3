"""Writes templates.oracle.json: hashes of the trees that Jinja2 makes of published chat templates, by hash of the template.

Run in this folder, with jinja2 3.1.6: python3 templates.oracle.py FOLDER
"""

import hashlib
import json
import sys
from pathlib import Path

import jinja2
from jinja_tree import make_environment, read


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


environment = make_environment()
trees = {}
for path in sorted(Path(sys.argv[1]).iterdir()):
    source = path.read_bytes().decode()
    trees[sha256(source)] = sha256(json.dumps(read(environment, source)["tree"], ensure_ascii=False, separators=(",", ":")))
answers = {"script": "templates.oracle.py", "jinja2": jinja2.__version__, "trees": dict(sorted(trees.items()))}
with open("templates.oracle.json", "w", encoding="ascii") as file:
    json.dump(answers, file, indent=2)
    file.write("\n")
