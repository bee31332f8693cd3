"""Where CPython stops decoding UTF-8.

Run: python utf8-fault.oracle.py > utf8-fault.oracle.json
"""

import json
import platform
import random
import sys

BYTES = [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4, 0xF5, 0xFF]
WHOLE = ["é".encode(), "漢".encode(), "🦙".encode(), "\ufeff".encode(), b"a", b"\xed\xa0\x80", b"\xc0\xaf"]

random.seed(1)
cases = []
for _ in range(400):
    parts = [random.choice([bytes([random.choice(BYTES)]), random.choice(WHOLE)]) for _ in range(random.randint(0, 5))]
    data = b"".join(parts)
    try:
        data.decode()
        cases.append([data.hex(), None, None])
    except UnicodeDecodeError as error:
        cases.append([data.hex(), error.start, error.reason])
print('{"python": ' + json.dumps(platform.python_version()) + ', "cases": [')
print(",\n".join(json.dumps(case) for case in cases))
sys.stdout.write("]}\n")
