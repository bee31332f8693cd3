"""Renders ChatML templates with Jinja2 on this package's conversations, and stores what they print.

    pip install jinja2==3.1.6
    python packages/chatml/test/render_chatml_templates.py TEMPLATE...   # writes packages/chatml/test/rendered.json

TEMPLATE: files that hold the templates named in this package's README, recognised by their SHA-256. They carry the
licences of their models, so only our own conversations and the printed texts are stored.
"""

import hashlib
import json
import platform
import sys
from pathlib import Path

import jinja2

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[2] / "test" / "references"))
from render_templates import CLOCK, environment, render  # noqa: E402


def rendered(path, conversations):
    text = path.read_bytes().decode("utf-8")
    template = environment().from_string(text)
    return {
        "hash": hashlib.sha256(text.encode("utf-8")).hexdigest(),
        "cases": {name: render(template, context) for name, context in conversations.items()},
    }


def main():
    conversations = json.loads((HERE / "conversations.json").read_text(encoding="utf-8"))
    result = {
        "made_by": "packages/chatml/test/render_chatml_templates.py",
        "python": ".".join(platform.python_version_tuple()[:2]),
        "jinja2": jinja2.__version__,
        "clock": CLOCK.isoformat(),
        "templates": [rendered(Path(name), conversations) for name in sys.argv[1:]],
    }
    text = json.dumps(result, ensure_ascii=True, indent=1) + "\n"
    (HERE / "rendered.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
