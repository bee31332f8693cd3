"""
Writes character-classes.oracle.json: what the pre-tokenizers of Rust `tokenizers` make of every code point, as runs `first-last` in hexadecimal: which
ones Digits and Punctuation cut out, one by one, which ones WhitespaceSplit drops, and which ones Whitespace leaves in a word. character-classes.ts holds them as classes of Oniguruma; its test compares the two.

    pip install tokenizers==0.23.3 && python packages/bpe/src/definition/character-classes.oracle.py
"""
import json
from pathlib import Path

import tokenizers
from tokenizers.pre_tokenizers import BertPreTokenizer, Digits, Punctuation, Whitespace, WhitespaceSplit

CODES = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]


def in_words(pre_tokenizer, count):
    """Between two letters, a code point that is kept makes one word with them, one that is dropped leaves two, one that is cut out makes three."""
    return [code for code in CODES if len(pre_tokenizer.pre_tokenize_str(f"a{chr(code)}a")) == count]


def runs(codes):
    found = []
    for code in codes:
        if found and found[-1][1] == code - 1:
            found[-1][1] = code
        else:
            found.append([code, code])
    return [f"{first:X}-{last:X}" for first, last in found]


numeric = in_words(Digits(individual_digits=True), 3)
punctuation = in_words(Punctuation(), 3)
white_space = in_words(WhitespaceSplit(), 2)
assert punctuation == in_words(BertPreTokenizer(), 3)
assert white_space == in_words(BertPreTokenizer(), 2) == in_words(Whitespace(), 2)
answers = {
    "tokenizers": tokenizers.__version__,
    "script": "character-classes.oracle.py",
    "numeric": runs(numeric),
    "punctuation": runs(punctuation),
    "whiteSpace": runs(white_space),
    "wordCharacters": runs(in_words(Whitespace(), 1)),
}
path = Path(__file__).with_suffix(".json")
path.write_text(json.dumps(answers, indent=1) + "\n")
