"""Writes python-values.oracle.json: what CPython's str, bool and == make of JSON values. Needs nothing but Python 3.

Run in this folder: python3 python-values.oracle.py
"""

import json
import platform
import sys
import unicodedata
from itertools import combinations_with_replacement

VALUES = [
    "null", "true", "false", "0", "-0", "0.0", "-0.0", "0e5", "1e-400", "1", "1.0", "-1", "0.5", "2.50", "1e5", "1E16", "1e-7",
    "9007199254740992", "9007199254740993", "9007199254740992.0", "123456789012345678901234567890", "1E400", "-1E400",
    '""', '"0"', '" "', '"False"', '"é 😀"', '"a\\nb"', r'"\ud800"',
    "[]", "[[]]", "[null]", "[0]", "[false]", "[1, 2]", "[2, 1]", "[1, 2, 3]", "[1.0, 2.0]", '["a", null, true, 2.0, {"b": []}]', "[1E400]",
    "{}", '{"": 0}', '{"a": 0}', '{"a": false}', '{"a": null}', '{"b": null}', '{"a": 1, "b": 2}', '{"b": 2, "a": 1}', '{"2": 1, "1": [2.0]}', '{"__proto__": 1}',
    '["it\'s"]', r'["a\"b"]', r'["it\'s \"it\""]'.replace("\\'", "'"), r'["\\ \n\r\t\b\f\u000b"]', r'["\u0000\u001f\u007f\u0080\u009f\u00a0\u00ad"]',
    r'["\u2028\u2029\u200b\u2003\u3000\ufeff\ufffd\uffff\ue000"]', r'["\ud83d\ude00\ud800\udb40\udc01\udbff\udfff"]', '{"it\'s": "é"}',
]


def ranges(points):
    """Neighbours joined, in hexadecimal: [1, 2, 3, 16] as "1-3 10-10"."""
    found = []
    for point in points:
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return " ".join(f"{first:x}-{last:x}" for first, last in found)


def is_assigned(point):
    return unicodedata.category(chr(point)) != "Cn"


points = range(sys.maxunicode + 1)
values = [json.loads(text) for text in VALUES]
answers = {
    "script": "python-values.oracle.py",
    "python": platform.python_version(),
    "unicode": unicodedata.unidata_version,
    "cases": [{"text": text, "printed": str(value), "truth": bool(value)} for text, value in zip(VALUES, values)],
    # Pairs of indexes into cases.
    "equal": [f"{a} {b}" for a, b in combinations_with_replacement(range(len(VALUES)), 2) if values[a] == values[b]],
    # Ranges of code points that repr escapes, and of those that this Unicode version does not know, which it escapes, too.
    "escaped": ranges(point for point in points if is_assigned(point) and repr(chr(point))[1] == "\\"),
    "unassigned": ranges(point for point in points if not is_assigned(point)),
}
with open("python-values.oracle.json", "w", encoding="ascii") as file:
    json.dump(answers, file, indent=2)
    file.write("\n")
