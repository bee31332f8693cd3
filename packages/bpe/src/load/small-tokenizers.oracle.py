"""What Rust tokenizers says of small tokenizers, each different in one thing: ids, decoded texts, or that it does not read them.

python small-tokenizers.oracle.py > small-tokenizers.oracle.json
"""

import json

import tokenizers
from tokenizers import Tokenizer

PRINTABLE = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
LETTERS = {b: chr(b) for b in PRINTABLE}
LETTERS.update({b: chr(256 + n) for n, b in enumerate(b for b in range(256) if b not in PRINTABLE)})


def byte_level(text):
    return "".join(LETTERS[b] for b in text.encode())


def grown(symbols, pairs):
    vocab = {symbol: index for index, symbol in enumerate(symbols)}
    merges = []
    for left, right in pairs:
        merges.append([left, right])
        vocab.setdefault(left + right, len(vocab))
    return vocab, merges


def pairs_of(words, spell):
    pairs = []
    for word in words:
        joined = spell(word[0])
        for character in word[1:]:
            for unit in spell(character):
                if (joined, unit) not in pairs:
                    pairs.append((joined, unit))
                joined += unit
    return pairs


WORDS = ["the", " the", "'s", "12", "he", "  ", "in", " in", "hello", " hello", "\n\n"]
B_VOCAB, B_MERGES = grown([LETTERS[b] for b in range(256)], pairs_of(WORDS, byte_level))
C_VOCAB, C_MERGES = grown(
    ["<unk>", "<s>", *(f"<0x{b:02X}>" for b in range(256)), *"▁abcdefghijklmnopqrstuvwxyz12,.!?'\né"],
    pairs_of([word.replace(" ", "▁") for word in WORDS], lambda character: character),
)
MODEL = {
    "type": "BPE",
    "dropout": None,
    "unk_token": None,
    "continuing_subword_prefix": None,
    "end_of_word_suffix": None,
    "fuse_unk": False,
    "byte_fallback": False,
    "ignore_merges": False,
}
NOTHING = {
    "version": "1.0",
    "truncation": None,
    "padding": None,
    "added_tokens": [],
    "normalizer": None,
    "pre_tokenizer": None,
    "post_processor": None,
    "decoder": None,
}
BYTE_LEVEL = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True, "use_regex": True}
SPACES = {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}
MARKS = {"type": "Replace", "pattern": {"String": "▁"}, "content": " "}
LLAMA = {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, SPACES]}
BASES = {
    "bytes": {**NOTHING, "model": {**MODEL, "vocab": B_VOCAB, "merges": B_MERGES}, "pre_tokenizer": BYTE_LEVEL, "decoder": BYTE_LEVEL},
    "characters": {
        **NOTHING,
        "model": {**MODEL, "vocab": C_VOCAB, "merges": C_MERGES, "unk_token": "<unk>", "fuse_unk": True, "byte_fallback": True},
        "normalizer": SPACES,
        "decoder": {"type": "Sequence", "decoders": [MARKS, {"type": "ByteFallback"}, {"type": "Fuse"}]},
    },
}
TEXTS = [
    "the thing",
    " hello  in the 1212 \u0663\u00b2 end",
    "it's HE, isn't it?",
    "a\n\n\nb \n",
    "e\u0301 \u1e9b\u0323 \ufb01 \u00c5ngstro\u0308m \u0130I\u03a3",
    "<x>hello<y> the<x> the <y>",
    "\u65e5\u672c \U0001f600!\u3002 \u0964",
    "\u2581the\u2581 in",
    "x\U00011de1y\u166d-$+z",
    "",
    " ",
]


def added(content, id, **flags):
    given = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": False, **flags}
    return {"id": id, "content": content, **given}


def split(pattern, behavior, invert=False):
    return {"type": "Split", "pattern": pattern, "behavior": behavior, "invert": invert}


def steps(*all_steps):
    return {"type": "Sequence", "pretokenizers": list(all_steps)}


BLOOM = " ?[^(\\s|[.,!?…。，、।۔،])]+"
PLAIN_BYTES = {**BYTE_LEVEL, "use_regex": False}
B, C = len(B_VOCAB), len(C_VOCAB)


def of(base, **changes):
    """Changes of the model are given with a leading underscore."""
    model = {key[1:]: value for key, value in changes.items() if key.startswith("_")}
    return {"base": base, "model": model, "rest": {key: value for key, value in changes.items() if not key.startswith("_")}}


CASES = {
    "bytes": of("bytes"),
    "characters": of("characters"),
    "an unknown field": of("bytes", foo=1),
    "truncation and padding": of("bytes", truncation=None, padding=None),
    "no type": of("bytes", _type=None),
    "WordPiece": of("bytes", _type="WordPiece"),
    "Unigram": of("bytes", _type="Unigram"),
    "WordLevel": of("bytes", _type="WordLevel"),
    "dropout 0": of("bytes", _dropout=0.0),
    "dropout": of("bytes", _dropout=0.5),
    "empty prefixes": of("bytes", _continuing_subword_prefix="", _end_of_word_suffix=""),
    "a prefix of subwords": of("bytes", _continuing_subword_prefix="##"),
    "a suffix of words": of("bytes", _end_of_word_suffix="</w>"),
    "ignore_merges": of("bytes", _ignore_merges=True),
    "an unknown field of the model": of("bytes", _foo=1),
    "merges as lines": of("bytes", _merges=["#version: 0.2", *(" ".join(merge) for merge in B_MERGES)]),
    "merges spelt in two ways": of("bytes", _merges=[B_MERGES[0], " ".join(B_MERGES[1])]),
    "a merge of three": of("bytes", _merges=["t h e"]),
    "a merge that stands twice": of("bytes", _merges=[*B_MERGES, B_MERGES[0]]),
    "a merge of unknown tokens": of("bytes", _merges=[*B_MERGES, ["zz", "y"]]),
    "a merge to an unknown token": of("bytes", _merges=[*B_MERGES, ["z", "y"]]),
    "a negative id": of("bytes", _vocab={**B_VOCAB, "zz": -1}),
    "an id that is no integer": of("bytes", _vocab={**B_VOCAB, "zz": 1.5}),
    "an id above 32 bits": of("bytes", _vocab={**B_VOCAB, "zz": 2**32}),
    "an id with a hole before it": of("bytes", _vocab={**B_VOCAB, "zz": B + 10}),
    "no byte fallback": of("characters", _byte_fallback=False),
    "no token for a byte": of("bytes", _vocab={k: v for k, v in B_VOCAB.items() if k != "Q"}),
    "no token for a byte to fall back to": of("characters", _vocab={k: v for k, v in C_VOCAB.items() if k != "<0xE6>"}),
    "spaces that stay": of("characters", normalizer=None),
    "no pre-tokenizer for bytes": of("bytes", pre_tokenizer=None),
    "without use_regex": of("bytes", pre_tokenizer=PLAIN_BYTES),
    "add_prefix_space": of("bytes", pre_tokenizer={**BYTE_LEVEL, "add_prefix_space": True}),
    "add_prefix_space, added tokens": of("bytes", pre_tokenizer={**BYTE_LEVEL, "add_prefix_space": True}, added_tokens=[added("<x>", B), added("<y>", B + 1, normalized=True)]),
    "an unknown field of ByteLevel": of("bytes", pre_tokenizer={**BYTE_LEVEL, "foo": 1}),
    "Digits each": of("bytes", pre_tokenizer=steps({"type": "Digits", "individual_digits": True}, BYTE_LEVEL)),
    "Digits": of("bytes", pre_tokenizer=steps({"type": "Digits", "individual_digits": False}, BYTE_LEVEL)),
    **{
        f"Punctuation {behavior}": of("bytes", pre_tokenizer=steps({"type": "Punctuation", "behavior": behavior}, PLAIN_BYTES))
        for behavior in ["Isolated", "Contiguous", "MergedWithPrevious", "MergedWithNext", "Removed"]
    },
    **{
        f"Split {behavior}{' inverted' if invert else ''} at {pattern}": of("bytes", pre_tokenizer=steps(split({kind: pattern}, behavior, invert), PLAIN_BYTES))
        for behavior in ["Isolated", "Contiguous", "MergedWithPrevious", "MergedWithNext", "Removed"]
        for invert in [False, True]
        for kind, pattern in [("String", "h"), ("Regex", r"\p{L}+|\s+(?!\S)")]
    },
    **{
        f"Split Removed at {pattern}": of("bytes", pre_tokenizer=steps(split({"Regex": pattern}, "Removed"), PLAIN_BYTES))
        for pattern in [r"[\w]", r"[\w.]", r"[^\w\s]", r"[^\W]", r"[\W]+", r"[[\w]']", r"[\w&&[^a-z]]", r"\b.", r"[\p{L}\p{M}\p{N}\p{Pc}]"]
    },
    "Split in lower case": of("bytes", pre_tokenizer=steps(split({"String": "h"}, "isolated"), PLAIN_BYTES)),
    "an unknown field of Split": of("bytes", pre_tokenizer=steps({**split({"String": "h"}, "Isolated"), "foo": 1}, PLAIN_BYTES)),
    "cl100k, removed and inverted": of(
        "bytes",
        pre_tokenizer=steps(
            split({"Regex": r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+"}, "Removed", True),
            PLAIN_BYTES,
        ),
    ),
    "Falcon's": of(
        "bytes",
        pre_tokenizer=steps({"type": "Punctuation", "behavior": "Contiguous"}, BYTE_LEVEL, {"type": "Digits", "individual_digits": False}, split({"Regex": "[0-9][0-9][0-9]"}, "Isolated")),
    ),
    "Falcon 3's": of(
        "bytes",
        pre_tokenizer=steps({"type": "Punctuation", "behavior": "Contiguous"}, BYTE_LEVEL, {"type": "Digits", "individual_digits": True}, split({"Regex": "[0-9][0-9][0-9]"}, "Isolated")),
    ),
    "Falcon's, add_prefix_space": of(
        "bytes",
        pre_tokenizer=steps({"type": "Punctuation", "behavior": "Contiguous"}, {**BYTE_LEVEL, "add_prefix_space": True}, {"type": "Digits", "individual_digits": False}),
        added_tokens=[added("<x>", B), added("<y>", B + 1, normalized=True)],
    ),
    "Bloom's": of("bytes", pre_tokenizer=steps(split({"Regex": BLOOM}, "Isolated"), PLAIN_BYTES)),
    "Poro's": of("bytes", pre_tokenizer=steps(split({"Regex": BLOOM}, "Isolated"), {"type": "Digits", "individual_digits": True}, PLAIN_BYTES)),
    "Split behind ByteLevel, within characters": of("bytes", pre_tokenizer=steps(BYTE_LEVEL, split({"Regex": "[¡-ÿ]|Ġ"}, "MergedWithNext"))),
    "Split behind ByteLevel, inverted": of("bytes", pre_tokenizer=steps(BYTE_LEVEL, split({"Regex": "[a-z]+"}, "Contiguous", True))),
    "Split that removes, behind ByteLevel": of("bytes", pre_tokenizer=steps(BYTE_LEVEL, split({"String": "h"}, "Removed"))),
    "ByteLevel twice": of("bytes", pre_tokenizer=steps(BYTE_LEVEL, BYTE_LEVEL)),
    "Metaspace behind ByteLevel": of("bytes", pre_tokenizer=steps(BYTE_LEVEL, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never"})),
    "CharDelimiterSplit": of("bytes", pre_tokenizer=steps({"type": "CharDelimiterSplit", "delimiter": "h"}, PLAIN_BYTES)),
    "CharDelimiterSplit at two characters": of("bytes", pre_tokenizer=steps({"type": "CharDelimiterSplit", "delimiter": "he"}, PLAIN_BYTES)),
    "an unknown field of WhitespaceSplit": of("bytes", pre_tokenizer=steps({"type": "WhitespaceSplit", "foo": 1}, PLAIN_BYTES)),
    "Whitespace, Digits behind ByteLevel": of("bytes", pre_tokenizer=steps({"type": "Whitespace"}, BYTE_LEVEL, {"type": "Digits", "individual_digits": True})),
    "StarCoder's": of("bytes", pre_tokenizer=steps({"type": "Digits", "individual_digits": True}, BYTE_LEVEL)),
    "DeepSeek Coder's": of(
        "bytes",
        pre_tokenizer=steps(
            split({"Regex": "[\r\n]"}, "Isolated"), split({"Regex": r"\s?\p{L}+"}, "Isolated"), split({"Regex": r"\s?\p{P}+"}, "Isolated"),
            split({"Regex": "[一-龥ࠀ-一가-퟿]+"}, "Isolated"), {"type": "Digits", "individual_digits": True}, PLAIN_BYTES,
        ),
    ),
    **{name: of("bytes", pre_tokenizer=steps({"type": name}, PLAIN_BYTES)) for name in ["Whitespace", "WhitespaceSplit", "BertPreTokenizer", "UnicodeScripts", "Unheard"]},
    **{form: of("bytes", normalizer={"type": form}) for form in ["NFC", "NFD", "NFKC", "NFKD", "Lowercase", "StripAccents", "Nmt"]},
    "BertNormalizer": of("bytes", normalizer={"type": "BertNormalizer", "clean_text": True, "handle_chinese_chars": True, "strip_accents": None, "lowercase": True}),
    "normalizer ByteLevel": of("bytes", normalizer={"type": "ByteLevel"}, pre_tokenizer=None),
    "an unknown field of NFC": of("bytes", normalizer={"type": "NFC", "foo": 1}),
    "Strip": of("bytes", normalizer={"type": "Strip", "strip_left": True, "strip_right": True}),
    "Strip left": of("bytes", normalizer={"type": "Strip", "strip_left": True, "strip_right": False}),
    "Strip without a side": of("bytes", normalizer={"type": "Strip", "strip_left": True}),
    "Replace by a pattern": of("bytes", normalizer={"type": "Replace", "pattern": {"Regex": "[ \n]+"}, "content": "in"}),
    "Replace of nothing": of("bytes", normalizer={"type": "Replace", "pattern": {"String": ""}, "content": "h"}),
    "Prepend for bytes": of("bytes", normalizer={"type": "Prepend", "prepend": "he"}),
    "NFC and Lowercase": of("bytes", normalizer={"type": "Sequence", "normalizers": [{"type": "NFC"}, {"type": "Lowercase"}]}),
    "Llama's": of("characters", normalizer=LLAMA),
    "Llama's, added tokens": of("characters", normalizer=LLAMA, added_tokens=[added("<x>", C), added("<y>", C + 1, special=True)]),
    "Llama's, normalized tokens": of("characters", normalizer=LLAMA, added_tokens=[added("<x>", C, normalized=True), added("<y>", C + 1)]),
    "NFKC before": of("characters", normalizer={"type": "Sequence", "normalizers": [{"type": "NFKC"}, SPACES]}),
    "NFKC behind": of("characters", normalizer={"type": "Sequence", "normalizers": [SPACES, {"type": "NFKC"}]}),
    "Gemma's": of("characters", pre_tokenizer=split({"String": " "}, "MergedWithPrevious")),
    "a split of characters": of("characters", pre_tokenizer=split({"Regex": r"\n+"}, "Isolated")),
    **{
        f"Metaspace {scheme} {cut}": of("characters", normalizer=None, pre_tokenizer={"type": "Metaspace", "replacement": "▁", "prepend_scheme": scheme, "split": cut}, added_tokens=[added("<x>", C), added("<y>", C + 1, normalized=True)])
        for scheme in ["always", "first", "never"]
        for cut in [True, False]
    },
    "Metaspace of old": of("characters", normalizer=None, pre_tokenizer={"type": "Metaspace", "replacement": "▁", "add_prefix_space": True}),
    "Metaspace of old that contradicts": of("characters", normalizer=None, pre_tokenizer={"type": "Metaspace", "replacement": "▁", "add_prefix_space": False}),
    "Metaspace with another sign": of("characters", normalizer=None, pre_tokenizer={"type": "Metaspace", "replacement": "_"}),
    "WhitespaceSplit and Metaspace": of("characters", normalizer=None, pre_tokenizer=steps({"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"})),
    "WhitespaceSplit and Metaspace first": of("characters", normalizer=None, pre_tokenizer=steps({"type": "WhitespaceSplit"}, {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first"})),
    "Metaspace, Digits, Punctuation": of("characters", normalizer=None, pre_tokenizer=steps({"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"}, {"type": "Digits", "individual_digits": True}, {"type": "Punctuation", "behavior": "Isolated"})),
    "Metaspace and BertPreTokenizer": of("characters", normalizer=None, pre_tokenizer=steps({"type": "Metaspace", "replacement": "▁", "prepend_scheme": "first", "split": False}, {"type": "BertPreTokenizer"})),
    "WhitespaceSplit of characters": of("characters", normalizer=None, pre_tokenizer={"type": "WhitespaceSplit"}),
    "Metaspace behind a split": of("characters", normalizer=None, pre_tokenizer=steps(split({"String": "h"}, "Isolated"), {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always"})),
    "Metaspace never, behind a split": of("characters", normalizer=None, pre_tokenizer=steps(split({"String": "h"}, "Isolated"), {"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never"})),
    **{
        f"added tokens {flags}": of("bytes", added_tokens=[added("<x>", B, **flags), added("<y>", B + 1)])
        for flags in [{}, {"special": True}, {"lstrip": True}, {"rstrip": True}, {"single_word": True}, {"normalized": True}, {"lstrip": True, "rstrip": True, "normalized": True}]
    },
    "an added token of the vocabulary": of("bytes", added_tokens=[added("the", 999), added("<x>", B)]),
    "an added token with another id": of("bytes", added_tokens=[added("<x>", B + 1)]),
    "an added token listed twice": of("bytes", added_tokens=[added("<x>", B), added("<x>", B, lstrip=True), added("<y>", B + 1)]),
    "an empty added token": of("bytes", added_tokens=[added("", B), added("<x>", B)]),
    "an added token without an id": of("bytes", added_tokens=[{key: value for key, value in added("<x>", B).items() if key != "id"}]),
    "an unknown field of an added token": of("bytes", added_tokens=[{**added("<x>", B), "foo": 1}]),
    "an added token in GPT-2's alphabet": of("bytes", added_tokens=[added("é<", B), added("日", B + 1)]),
    "no decoder": of("characters", decoder=None),
    "an empty decoder": of("characters", decoder={"type": "Sequence", "decoders": []}),
    "Llama's decoder": of("characters", normalizer=LLAMA, decoder={"type": "Sequence", "decoders": [MARKS, {"type": "ByteFallback"}, {"type": "Fuse"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}),
    "Strip on each token": of("characters", decoder={"type": "Sequence", "decoders": [MARKS, {"type": "ByteFallback"}, {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}),
    "Metaspace decoder": of("characters", decoder={"type": "Metaspace", "replacement": "▁", "prepend_scheme": "always", "split": True}),
    "Metaspace decoder, never": of("characters", decoder={"type": "Metaspace", "replacement": "▁", "prepend_scheme": "never", "split": True}),
    "Replace by a pattern in a decoder": of("characters", decoder={"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"Regex": "▁+h"}, "content": "-"}, {"type": "Fuse"}]}),
    "ByteFallback alone": of("characters", decoder={"type": "ByteFallback"}),
    **{name: of("bytes", decoder={"type": name, **fields}) for name, fields in {"WordPiece decoder": {}, "CTC": {"pad_token": "a", "word_delimiter_token": "|", "cleanup": True}, "BPEDecoder": {"suffix": "</w>"}}.items()},
    "a template": of("bytes", added_tokens=[added("<x>", B, special=True)], post_processor={"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<x>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}], "pair": [{"Sequence": {"id": "A", "type_id": 0}}, {"Sequence": {"id": "B", "type_id": 1}}], "special_tokens": {"<x>": {"id": "<x>", "ids": [B], "tokens": ["<x>"]}}}),
    "an unknown post-processor": of("bytes", post_processor={"type": "Unheard"}),
}

#: Ids that are decoded as well: cut characters, bytes of no text, added tokens.
SEQUENCES = [[0xE6 + 2, 0x97 + 2, 0xA5 + 2, 40], [0xE6 + 2, 0x97 + 2, 300, 0xA5 + 2], [300, 301, 302, 258, 258, 259], [67, 258, 1, 99999, 290, 258]]


def answer(case):
    base = BASES[case["base"]]
    model = {**base["model"], **case["model"]}
    if model.get("type") is None:
        del model["type"]
    try:
        tokenizer = Tokenizer.from_str(json.dumps({**base, **case["rest"], "model": model}))
        encoded = [tokenizer.encode(text, add_special_tokens=False).ids for text in TEXTS]
        decoded = [tokenizer.decode(ids, skip_special_tokens=False) for ids in [*encoded, *SEQUENCES]]
        around = tokenizer.encode("the", add_special_tokens=True).ids
        return {"ids": encoded, "decoded": decoded, "around": around}
    except BaseException:  # a panic is no Exception
        return None


print(
    json.dumps(
        {
            "tokenizers": tokenizers.__version__,
            "bases": BASES,
            "texts": TEXTS,
            "sequences": SEQUENCES,
            "cases": {name: {**case, "answer": answer(case)} for name, case in CASES.items()},
        },
        ensure_ascii=True,
        separators=(",", ":"),
    )
)
