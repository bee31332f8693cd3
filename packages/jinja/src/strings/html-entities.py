"""Writes html-entities.ts: the named characters of HTML 5, as Python's html module knows them. Needs nothing but Python 3.

Run in this folder: python3 html-entities.py
"""

import json
from html.entities import html5

NAMED = {name[:-1]: text for name, text in html5.items() if name.endswith(";")}
BARE = [name for name in html5 if not name.endswith(";")]
assert all(html5[name] == NAMED[name] for name in BARE)
assert not any(" " in text for text in NAMED.values())


def lines(words):
    text, width = " ".join(words), 120
    return "".join(f"  {json.dumps(text[at : at + width])},\n" for at in range(0, len(text), width))


with open("html-entities.ts", "w", encoding="ascii") as file:
    file.write("// Written by html-entities.py.\n\n")
    file.write("/** Named characters of HTML 5 and what they stand for, one after the other. */\n")
    file.write("export const NAMED_CHARACTERS: string = [\n")
    file.write(lines(word for name in sorted(NAMED) for word in (name, NAMED[name])))
    file.write('].join("");\n\n')
    file.write("/** Those that may do without a semicolon. */\n")
    file.write("export const BARE_NAMES: string = [\n")
    file.write(lines(sorted(BARE)))
    file.write('].join("");\n')
