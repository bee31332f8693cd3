"""
What Rust `tokenizers` makes lower case of, in blocks of 4096 characters, and what it strips. Writes normalizer.oracle.json.

    pip install tokenizers==0.23.3 && python packages/bpe/src/general/normalizer.oracle.py
"""
import hashlib
import json
from pathlib import Path

import tokenizers
from tokenizers.normalizers import Lowercase, Strip

BLOCK = 4096
TEXTS = ["", " ", "  a b\t\n", "\u0085\u00a0a\ufeff\u3000 ", "\u200b a\u001c ", "\u2028\u2029b\u205f\u202f\u1680", "\u180e\u2060x"]
LOWERCASE = ["ΑΣ ΣΑΣ.", "İstanbul", "ǅ ẞ Ω K Å", "𐐀𐐨 𞤀"]


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def block(start):
    return "".join(f"{chr(code)}a" for code in range(start, start + BLOCK) if not 0xD800 <= code < 0xE000)


answers = {
    "tokenizers": tokenizers.__version__,
    "lowercaseBlocks": [digest(Lowercase().normalize_str(block(start))) for start in range(0, 0x34000, BLOCK)],
    "lowercase": [[text, Lowercase().normalize_str(text)] for text in LOWERCASE],
    "strip": [
        [text, left, right, Strip(left=left, right=right).normalize_str(text)]
        for text in TEXTS
        for left in (True, False)
        for right in (True, False)
    ],
}
Path(__file__).with_suffix(".json").write_text(json.dumps(answers, indent=1, ensure_ascii=True) + "\n")
