"""
What Rust `tokenizers` makes of every character, in blocks of 4096: where regular expressions cut, and NFC. Writes
unicode-answers.json.

    pip install tokenizers==0.23.3 && python test/tokenizer-oracle/unicode.py
"""
import hashlib
import json
from pathlib import Path

import tokenizers
from tokenizers import Regex
from tokenizers.normalizers import NFC
from tokenizers.pre_tokenizers import Split

HERE = Path(__file__).parent
PATTERN = "(?i:'s|'k)|[^\\r\\n\\p{L}\\p{N}]?\\p{L}+|\\p{N}| ?[^\\s\\p{L}\\p{N}]+[\\r\\n]*|\\s*[\\r\\n]+|\\s+(?!\\S)|\\s+"
BLOCK = 4096


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


split, nfc = Split(Regex(PATTERN), "isolated"), NFC()
cuts, normal = [], []
for block in range(0, 0x34000, BLOCK):
    characters = [chr(code) for code in range(block, block + BLOCK) if not 0xD800 <= code < 0xE000]
    text = "".join(f"a{c}b {c}1{c}{c}'{c}" for c in characters)
    cuts.append(digest(",".join(str(start) for _, (start, _) in split.pre_tokenize_str(text))))
    normal.append(digest(nfc.normalize_str("".join(f"q{c}\u0323e\u0301{c}" for c in characters))))
(HERE / "unicode-answers.json").write_text(
    json.dumps({"tokenizers": tokenizers.__version__, "pattern": PATTERN, "cuts": cuts, "nfc": normal}, indent=2) + "\n"
)
