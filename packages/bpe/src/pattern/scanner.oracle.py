"""
Writes scanner.oracle.json: where Rust `tokenizers` splits texts, by the patterns of field-patterns.json and by random ones. For each pattern the
splits of 20 texts each are one number, a hash of where words end.

    pip install tokenizers==0.23.3 && python packages/bpe/src/pattern/scanner.oracle.py

With a number of texts and a path it writes as much there, one number a text, for scanner.test.ts to compare when SCANNER_ANSWERS names the file:

    python packages/bpe/src/pattern/scanner.oracle.py 100000 answers.json
"""
import json
import random
import sys
import unicodedata
from pathlib import Path

import tokenizers
from tokenizers import Regex
from tokenizers.pre_tokenizers import Sequence, Split

HERE = Path(__file__).parent
TEXTS, GROUP, RANDOM_PATTERNS = 400, 20, 150

by_category = {}
for code in range(0x110000):
    if not 0xD800 <= code < 0xE000:
        by_category.setdefault(unicodedata.category(chr(code)), []).append(chr(code))
CATEGORIES = sorted(by_category)

WORDS = "a the Hello WORLD iPhone naïve Straße ſ K Ελλάδα Привет Ǆ ǅ ʰ ª ŉ e\u0301 q\u0323\u0307 हिन्दी ไทย עברית العربية 한국어 ㄱㅏ かな カタカナ 漢字 々 〇 𠀀 𝒜 𐐀 fi ﬆ ß".split()
CONTRACTIONS = "'s 'S 'ſ 't 'T 're 'RE 'rE 've 'Ve 'm 'M 'll 'LL 'lL 'd 'D 'x ' '' ’s 'l 'r 'v 'sx 'll's 'K".split()
SPACES = [" "] * 8 + ["  ", "   ", "\t", "\n", "\n\n", "\r\n", "\r", "\v", "\f", "\x85", "\xa0", "\u1680", "\u2003", "\u2028", "\u2029", "\u202f", "\u205f", "\u3000", "\x1c", "\u200b", "\ufeff", "\u180e"]
NUMBERS = "0 7 42 123 1234 99999 1234567 ٣ ٣٤٥ ५ ² ½ Ⅷ ⅷ 〇 ㊀ ① 𝟙𝟚 𐄇".split()
SIGNS = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~") + "… — “ ” « 。 ， 、 ！ € £ ° § ₂ + × ← © 😀 👍🏽 👨‍👩‍👧 🇩🇪 ❤️ ` ~ ^ / // <|im_end|> </a> ।".split()
ODD = ["\0", "\x01", "\x7f", "\x80", "\xad", "\u0301", "\u0323", "\u200c", "\u200d", "\u0378", "\ue000", "\ufffd", "\ufffe", "\uffff", "\U0001fffe", "\U0010ffff", "\u20dd", "\ufe0f", "\u3099", "ﾞ"]


def text_of(chosen, extra):
    parts = []
    for _ in range(min(chosen.randrange(1, 14), chosen.randrange(1, 14))):
        kind = chosen.randrange(12)
        if kind <= 1:
            parts.append(chosen.choice(WORDS))
        elif kind == 2:
            parts.append("".join(chosen.choice("abcABCsStTlLéÉñ") for _ in range(chosen.randrange(1, 6))))
        elif kind == 3:
            parts.append(chosen.choice(CONTRACTIONS))
        elif kind <= 5:
            parts.append("".join(chosen.choice(SPACES) for _ in range(chosen.choice([1, 1, 1, 2, 3]))))
        elif kind == 6:
            parts.append(chosen.choice(NUMBERS))
        elif kind <= 8:
            parts.append("".join(chosen.choice(SIGNS) for _ in range(chosen.choice([1, 1, 2, 3]))))
        elif kind == 9:
            parts.append(chosen.choice(ODD))
        elif kind == 10:
            parts.append("".join(chosen.choice(by_category[chosen.choice(CATEGORIES)]) for _ in range(chosen.randrange(1, 4))))
        else:
            parts.append("".join(chosen.choice(extra) for _ in range(chosen.randrange(1, 5))))
    return "".join(parts)


SETS = [r"\s", r"\S", r"\d", r"\D", r"\w", r"\W", r"\p{L}", r"\p{N}", r"\p{Lu}", r"\P{L}", r"\p{^P}", r"\h", ".", "a", "b", "s", "'", " ", "-", "é", r"\n", r"\r", r"\x{4e00}", r"\u00e9", r"\.",
        "[ab]", "[a-cs]", "[^a]", r"[\s]", r"[^\s\p{L}\p{N}]", r"[\p{L}\p{M}]", r"[\p{L}&&[^\p{Lu}]]", r"[^\r\n]", r"[\w&&[^a-c]]", r"[a-z&&[^b]&&[^c]]", "[[ab][cd]]", "[^[ab]c]", "[a-]", "[-a]", r"[\W]", r"[^\W]",
        r"[[:punct:]]", r"[[:alpha:]\d]", "[[:^space:]]", r"[^a-c&&a-f]", r"\p{Han}", r"\p{Hiragana}", r"[\p{Han}\p{Katakana}]"]
CASELESS = ["a", "b", "s", "k", "'", "l", "t", "e", "[sdmt]", "[a-c]", "[^s]", "ll", "ve", r"\s", r"\d", "[^k]", " "]
QUANTIFIERS = ["?", "*", "+", "?", "*", "+", "{2}", "{1,3}", "{2,}", "{0,2}", "{,2}", "??", "*?", "+?", "{1,2}?", "{1,}?"]


def pattern_of(chosen, depth=0, caseless=False):
    return "|".join(sequence_of(chosen, depth, caseless) for _ in range(chosen.choice([1, 1, 2, 3] if depth else [1, 2, 3, 4])))


def sequence_of(chosen, depth, caseless):
    parts = []
    for _ in range(chosen.choice([1, 2, 2, 3])):
        kind = chosen.randrange(14)
        if kind <= 9 or depth >= 3:
            atom = chosen.choice(CASELESS if caseless else SETS)
            possessive = len(atom) == 1 or atom[0] in "\\["
        elif kind == 10:
            parts.append(chosen.choice([r"(?!\S)", r"(?=\s)", "(?!a|b)", "(?=[ab])", "$", r"\z", r"(?=\s|$)", r"(?!\p{L})"]))
            continue
        elif kind == 11 and not caseless:
            atom, possessive = f"(?i:{pattern_of(chosen, depth + 1, True)})", False
        else:
            atom, possessive = f"{chosen.choice(['(', '(?:'])}{pattern_of(chosen, depth + 1, caseless)})", False
        if chosen.randrange(2) and not (len(atom) == 2 and atom in ("ll", "ve")):
            atom += chosen.choice(QUANTIFIERS)
            if possessive and chosen.randrange(6) == 0 and atom[-1] in "?*+" and atom[-2] not in "?*+}":
                atom += "+"
        parts.append(atom)
    return "".join(parts)


def hash_of(number, ends):
    for end in ends:
        number = ((number ^ end) * 16777619) & 0xFFFFFFFF
    return number


def ends_of(splitter, text):
    places, units = [0], 0
    for character in text:
        units += 1 + (character > "\uffff")
        places.append(units)
    return [places[end] for _, (_, end) in splitter.pre_tokenize_str(text)]


def answers_of(patterns, texts, group):
    splitter = Sequence([Split(Regex(pattern), "isolated") for pattern in patterns])
    answers = []
    for first in range(0, len(texts), group):
        number = 2166136261
        for text in texts[first:first + group]:
            number = hash_of(number, ends_of(splitter, text))
        answers.append(f"{number:08x}")
    return " ".join(answers)


count, path = (int(sys.argv[1]), Path(sys.argv[2])) if len(sys.argv) > 1 else (TEXTS, HERE / "scanner.oracle.json")
group = 1 if len(sys.argv) > 1 else GROUP
chosen = random.Random(23)
field = json.loads((HERE / "field-patterns.json").read_text())
literals = sorted({character for patterns in field.values() for pattern in patterns for character in pattern})
patterns = [pattern_of(chosen) for _ in range(2 * RANDOM_PATTERNS)]
chosen = random.Random(count)
texts = ["", " ", "\n", "a", "  a", "a  ", "\r\n ", "'s"] + [text_of(chosen, literals) for _ in range(count - 8)]
shorter = texts if count <= TEXTS else texts[:5000]
chance = {}
for pattern in patterns:
    try:
        chance[pattern] = answers_of([pattern], shorter, group)
    except BaseException as error:  # no pattern, or one that Oniguruma gives up after 10,000,000 steps, which panics
        print(pattern, error)
    if len(chance) == RANDOM_PATTERNS:
        break
answers = {
    "tokenizers": tokenizers.__version__,
    "group": group,
    "texts": texts,
    "field": {name: answers_of(patterns, texts, group) for name, patterns in field.items()},
    "random": chance,
}
path.write_text(json.dumps(answers, ensure_ascii=False, indent=0) + "\n")
