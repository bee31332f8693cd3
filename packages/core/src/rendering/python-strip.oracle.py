"""Writes python-strip.oracle.json: what Python's str.strip family takes away. Needs nothing but Python 3.

Run in this folder: python3 python-strip.oracle.py
"""

import json
import platform
import sys
import unicodedata

CASES = [
    ("  a b \n", None), ("", None), (" \t\n", None), ("\ufeff a", None), ("\u200b a", None), ("\x1c\x85a\u3000", None),
    ("\n a\n", "\n"), ("\n\n", "\n"), ("abcba", "ab"), ("abc", ""), (" a ", "a"), ("<think>x</think>", "<think>"),
    ("\U0001f600a\U0001f600", "\U0001f600"), ("\U0001f600", "\U0001f601"), ("a\U0001f600", "\U0001f601"), ("a\U0001f600", "\U0001fa00"),
    ("\U0001f601\U0001f600a", "\U0001f600\U0001f601"), ("-]a[-", "[-]"), ("\\na\\", "\\"),
]

answers = {
    "script": "python-strip.oracle.py",
    "python": platform.python_version(),
    "unicode": unicodedata.unidata_version,
    # Code points of which nothing is left by str.strip().
    "white_space": [point for point in range(sys.maxunicode + 1) if chr(point).strip() == ""],
    "cases": [
        {
            "text": text,
            "characters": characters,
            "strip": text.strip(characters),
            "lstrip": text.lstrip(characters),
            "rstrip": text.rstrip(characters),
        }
        for text, characters in CASES
    ],
}
with open("python-strip.oracle.json", "w", encoding="ascii") as file:
    json.dump(answers, file, indent=1)
    file.write("\n")
