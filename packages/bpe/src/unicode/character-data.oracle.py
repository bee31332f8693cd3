"""
Writes character-data.ts: what Rust `tokenizers` knows of every code point, as it answers itself, and character-data.oracle.json: hashes of what its
regular expressions find by many names. Its regular expressions (Oniguruma), its
normalizers and its added tokens (the crate `regex`) each have Unicode tables of their own, none of them those of a JavaScript engine.

    pip install tokenizers==0.23.3 && python packages/bpe/src/unicode/character-data.oracle.py
"""
import json
import random
from pathlib import Path

import tokenizers
from tokenizers import AddedToken, Regex, Tokenizer
from tokenizers.models import BPE
from tokenizers.normalizers import NFC, NFD
from tokenizers.pre_tokenizers import Split

CODES = [code for code in range(0x110000) if not 0xD800 <= code < 0xE000]
ALL = "".join(map(chr, CODES))
CATEGORIES = "Cc Cf Cn Co Cs Ll Lm Lo Lt Lu Mc Me Mn Nd Nl No Pc Pd Pe Pf Pi Po Ps Sc Sk Sm So Zl Zp Zs".split()
SCRIPTS = """Arabic Armenian Bengali Bopomofo Common Cyrillic Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew
Hiragana Inherited Kannada Katakana Khmer Lao Latin Malayalam Myanmar Sinhala Tamil Telugu Thai Tibetan""".split()
LONG_NAMES = """Letter Mark Number Punctuation Symbol Separator Other Uppercase_Letter LowercaseLetter titlecase-letter Modifier_Letter Other_Letter
Nonspacing_Mark Spacing_Mark Enclosing_Mark Decimal_Number Letter_Number Other_Number White_Space Punct Alpha Alphabetic Alnum Any Space""".split()
# What properties.ts makes of the tables for other names: asked here, so that it may rely on it.
CLAIMS = {
    r"[\w]": r"[\p{Alphabetic}\p{M}\p{Nd}\p{Pc}]",
    r"\w": r"[\w\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}]",
    r"\W": r"[^\w\x{b2}\x{b3}\x{b9}\x{bc}-\x{be}]",
    r"[\W]": r"[^\w]",
    r"[[:word:]]": r"[\w]",
    r"\p{Alnum}": r"[\p{Alphabetic}\p{Nd}]",
    r"[[:alnum:]]": r"[\p{Alphabetic}\p{Nd}]",
    r"\p{Letter}": r"\p{L}",
    r"\p{Space}": r"\s",
    r"\d": r"\p{Nd}",
    r"[[:digit:]]": r"\p{Nd}",
    r"[[:space:]]": r"\s",
    r"\p{White_Space}": r"\s",
    r"\p{L}": "[" + "".join(rf"\p{{{name}}}" for name in CATEGORIES if name[0] == "L") + "]",
    r"\p{Alphabetic}": r"[[:alpha:]]",
    r"\p{Punct}": r"\p{P}",
    r"[[:punct:]]": r"[\p{P}\p{S}]",
    r"\h": r"[0-9a-fA-F]",
    r".": r"[^\n]",
    r"\p{Any}": r"[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\p{C}]",
}


def matched(pattern):
    """The code points that an Oniguruma class holds."""
    found, last = set(CODES), 0
    for _, (start, end) in Split(Regex(f"(?:{pattern})+"), "removed").pre_tokenize_str(ALL):
        found.difference_update(CODES[start:end])
    return found


def values_of(sets):
    """One value for each code point: 1 and up for the sets in order, 0 for what is in none."""
    values = bytearray(0x110000)
    for value, members in enumerate(sets, 1):
        for code in members:
            assert values[code] == 0, hex(code)
            values[code] = value
    return values


def runs(values):
    """`A3BC2`: three code points of value 0, one of value 1, two of value 2."""
    parts, start = [], 0
    for code in range(1, 0x110001):
        if code == 0x110000 or values[code] != values[start]:
            value, length = values[start], code - start
            parts.append(chr(65 + value if value < 26 else 71 + value) + (str(length) if length > 1 else ""))
            start = code
    lines = [""]
    for part in parts:
        if len(lines[-1]) + len(part) > 140:
            lines.append("")
        lines[-1] += part
    return "\n".join(lines)


def changed(function, before="", after=""):
    """The code points that a normalizer changes, or moves, when they stand between two texts."""
    text = "\n".join(before + chr(code) + after for code in CODES if code != 10)
    lines = function(text).split("\n")
    return {code for code, line in zip((code for code in CODES if code != 10), lines, strict=True) if line != before + chr(code) + after}


def joining():
    """The code points that stand behind the first in any decomposition: what composes with a character before it is among them."""
    lines = NFD().normalize_str("\n".join(chr(code) for code in CODES if code != 10)).split("\n")
    return {ord(character) for line in lines for character in line[1:]}


def check_pairs(nfc, nfd, stable, viramas):
    """Every stable character that composes with another, or is composed, or combines, beside every such: NFC leaves all as they are."""
    decompositions = {code: nfd(chr(code)) for code in changed(nfd)}
    active = {ord(text[0]) for text in decompositions.values()} | (decompositions.keys() - set(range(0xAC01, 0xD7A4))) | {0xAC01, 0xD7A3}
    active = sorted((active | set(viramas)) & stable)
    print("pairs that NFC leaves as they are:", len(active) ** 2)
    characters = [chr(code) for code in active]
    for left in characters:
        text = "\n".join(left + right for right in characters)
        assert nfc(text) == text, hex(ord(left))


def unstable():
    nfc, nfd = NFC().normalize_str, NFD().normalize_str
    above_1, below_240 = changed(nfd, "q", "\u0334"), changed(nfd, "q\u0345")
    above_8, below_10 = changed(nfd, "q", "\u3099"), changed(nfd, "q\u05b0")
    decomposed = changed(nfd)
    # Of combining characters those of class 9 alone, viramas, are never moved as long as there is no other: Indic texts need no normalizer.
    combining, viramas = (above_1 | below_240) - decomposed, (above_8 & below_10) - decomposed
    found = changed(nfc) | joining() | (combining - viramas)
    stable = [code for code in CODES if code not in found]
    check_pairs(nfc, nfd, set(stable), sorted(viramas - found))
    chosen, kept = random.Random(5), sorted(viramas - found)
    for _ in range(12):
        chosen.shuffle(stable)
        text = "".join(chr(code) + chr(chosen.choice(kept)) * chosen.randrange(3) for code in stable)
        assert nfc(text) == text
    return found


def words():
    """The characters that `single_word` takes for part of a word: no token is found behind one."""
    tokenizer = Tokenizer(BPE({"?": 0}, [], unk_token="?"))
    tokenizer.add_tokens([AddedToken("<T>", single_word=True, normalized=False)])
    token = tokenizer.token_to_id("<T>")
    found = set()
    for first in range(0, len(CODES), 4096):
        codes = CODES[first:first + 4096]
        for (code, encoding) in zip(codes, tokenizer.encode_batch([chr(code) + "<T>" for code in codes]), strict=True):
            if token not in encoding.ids:
                found.add(code)
    return found


def stripped():
    """The characters that `lstrip` takes into the token behind them."""
    tokenizer = Tokenizer(BPE({"?": 0}, [], unk_token="?"))
    tokenizer.add_tokens([AddedToken("<T>", lstrip=True, normalized=False)])
    token = tokenizer.token_to_id("<T>")
    return {code for code, encoding in zip(CODES, tokenizer.encode_batch([chr(code) + "<T>" for code in CODES]), strict=True)
            if encoding.offsets[encoding.ids.index(token)][0] == 0}


def hash_of(members):
    """Of the places where membership changes."""
    number, before = 2166136261, False
    for code in range(0x110001):
        if (code in members) != before:
            before = not before
            number = ((number ^ code) * 16777619) & 0xFFFFFFFF
    return f"{number:08x}"


for left, right in CLAIMS.items():
    assert matched(left) == matched(right), f"{left} is not {right}"
space = matched(r"\s")
assert stripped() == space
assert words() == matched(r"[\w\x{200c}\x{200d}]")

tables = {
    "CATEGORY_RUNS": ("The general categories, in the order of CATEGORY_NAMES.",
                      values_of([matched(rf"\p{{{name}}}") if name != "Cs" else range(0xD800, 0xE000) for name in CATEGORIES])),
    "SCRIPT_RUNS": ("Scripts, in the order of SCRIPT_NAMES; `A`: another.", values_of([matched(rf"\p{{{name}}}") for name in SCRIPTS])),
    "SPACE_RUNS": (r"What `\s` finds, and what `lstrip` and `rstrip` take.", values_of([space])),
    "ALPHABETIC_RUNS": (r"What `\p{Alphabetic}` finds.", values_of([matched(r"\p{Alphabetic}")])),
    "UNSTABLE_RUNS": ("What NFC may change, move or join with a neighbour.", values_of([unstable()])),
}
assert 0 not in tables["CATEGORY_RUNS"][1]
source = f"""// Made by character-data.oracle.py, which asked Rust `tokenizers` {tokenizers.__version__}. Read by decode-runs.ts.

export const CATEGORY_NAMES: readonly string[] = "{" ".join(CATEGORIES)}".split(" ");

export const SCRIPT_NAMES: readonly string[] = (
  "{" ".join(SCRIPTS[:15])} " +
  "{" ".join(SCRIPTS[15:])}"
).split(" ");
"""
for name, (sentence, values) in tables.items():
    text = runs(values)
    print(name, len(text))
    source += f"\n/** {sentence} */\nexport const {name} = `\n{text}`;\n"
Path(__file__).with_name("character-data.ts").write_text(source)

NAMES = [rf"\p{{{name}}}" for name in [*CATEGORIES, *SCRIPTS, *"LMNPSZC", *LONG_NAMES] if name != "Cs"]
CLASSES = [r"\P{Lu}", r"\p{^Lu}", r"\P{^Lu}", r"[^\p{Lu}\P{L}]", r"[\p{L}&&[^\p{Han}]]", r"[^\p{L}\d&&\w]", r"[^a-z[A-Z]]", r"[a-c&&b-d[x]&&[^b]]", r"[\]\-\\^]", r"[a^-]", r"[-a]", r"[^-a]", r"[\x{41}-\u00e9\t]",
           r"[^(\s|[.,!?…。，、।۔،])]", r"[[:^punct:]a]", r"(?i:s)", r"(?i:K)", r"(?i:[^sk])", r"(?i:[a-c'])", r"[^\r\n\p{L}\p{N}]"]
hashes = {pattern: hash_of(matched(pattern)) for pattern in [*CLAIMS, *CLAIMS.values(), *NAMES, *CLASSES]}
hashes |= {"single_word": hash_of(words()), "NFC": hash_of(unstable())}
answers = {"tokenizers": tokenizers.__version__, "hashes": hashes}
Path(__file__).with_name("character-data.oracle.json").write_text(json.dumps(answers, ensure_ascii=False, indent=1) + "\n")
