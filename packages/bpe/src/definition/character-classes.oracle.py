"""
Writes character-classes.oracle.json: the code points that the pre-tokenizers Digits and Punctuation of Rust `tokenizers` cut out, one by one,
as runs `[first, last]` in hexadecimal. character-classes.ts holds them as classes of Oniguruma; its test compares the two.

    pip install tokenizers==0.23.3 && python packages/bpe/src/definition/character-classes.oracle.py
"""
import json
from pathlib import Path

import tokenizers
from tokenizers.pre_tokenizers import Digits, Punctuation

CODES = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]


def cut_out(pre_tokenizer):
    """A code point between two letters is a word of its own, or else one with them."""
    return [code for code in CODES if len(pre_tokenizer.pre_tokenize_str(f"a{chr(code)}a")) == 3]


def runs(codes):
    found = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"{first:X}-{last:X}" for first, last in found]


answers = {
    "tokenizers": tokenizers.__version__,
    "script": "character-classes.oracle.py",
    "numeric": runs(cut_out(Digits(individual_digits=True))),
    "punctuation": runs(cut_out(Punctuation())),
}
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps(answers, indent=1) + "\n")
