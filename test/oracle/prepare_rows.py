"""Prepares chat rows without a line of Turnwise: the answers that `turnwise prepare` is held against.

Jinja2 renders each row as `transformers` 5 does, the Rust `tokenizers` package encodes the joined text, and a token is
trained if its first byte lies after an assistant header, up to and including the token that ends the turn. A turn whose
tool call the template does not print stays masked. This is `--turns as-rendered --straddle keep --shift none`.

    python prepare_rows.py --model DIR --family gemma-3 --rows FILE.jsonl --out ANSWERS.jsonl [--limit N]

Writes one line of JSON a row (blank lines are left out):

    {"line": 1, "ids": [2, 105, …], "trained": [[12, 17]]}        ranges [from, to) of trained tokens; other labels are -100
    {"line": 2, "error": {"type": "TemplateError", "message": "…"}}  what Jinja2, or the reading of the row, refuses
    {"line": 3, "incomparable": "…", "printed": 5}                  the joined text is no reference for this row

A row is incomparable if its data spells a control token: in the joined text that becomes a real one, which Turnwise
never lets happen; `printed` says how many the template itself prints. How turns are found without searching the data for
markers: see `Model.render`.
"""

import argparse
import datetime
import hashlib
import itertools
import json
import platform
import re
import sys
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import jinja2
import tokenizers
from jinja2.ext import Extension, loopcontrols
from jinja2.sandbox import ImmutableSandboxedEnvironment

CLOCK = datetime.datetime(2024, 7, 26, 13, 45, 7)

# What the template prints before and after an assistant's answer, and the marker texts in it.
FAMILIES = {
    "gemma-3": {
        "markers": ["<start_of_turn>", "<end_of_turn>"],
        "header": "<start_of_turn>model\n",
        "end": "<end_of_turn>",
    },
    "llama-3": {
        "markers": ["<|start_header_id|>", "<|end_header_id|>", "<|eot_id|>"],
        "header": "<|start_header_id|>assistant<|end_header_id|>\n\n",
        "end": "<|eot_id|>",
    },
    "qwen-3": {
        "markers": ["<|im_start|>", "<|im_end|>"],
        "header": "<|im_start|>assistant\n",
        "end": "<|im_end|>",
    },
}

# One private-use character stands for each marker, special token and function name in the second rendering.
SENTINELS = [chr(code) for code in range(0xF0000, 0xF4000)]
SENTINEL = re.compile("[\U000f0000-\U000f3fff]")


class Incomparable(Exception):
    """The joined text is no reference for this row. `facts`: what can be said of it all the same."""

    def __init__(self, reason, facts=None):
        super().__init__(reason)
        self.facts = facts or {}


class OracleFault(Exception):
    """The oracle contradicts itself: nothing that it says can be trusted."""


class GenerationTag(Extension):
    """`{% generation %}`, which marks what is trained and prints its body."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_body"), [], [], body).set_lineno(line)

    def _body(self, caller):
        return caller()


def compile_template(source):
    """The environment of `transformers` 5 (`utils/chat_template_utils.py`), its clock fixed."""
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[GenerationTag, loopcontrols]
    )

    def tojson(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
        return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)

    def raise_exception(message):
        raise jinja2.exceptions.TemplateError(message)

    environment.filters["tojson"] = tojson
    environment.globals["raise_exception"] = raise_exception
    environment.globals["strftime_now"] = CLOCK.strftime
    return environment.from_string(source)


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def byte_level_alphabet():
    """The characters that stand for bytes in a byte-level vocabulary (GPT-2's `bytes_to_unicode`), inverted."""
    printable = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in printable]
    return {chr(byte): byte for byte in printable} | {chr(256 + index): byte for index, byte in enumerate(others)}


@dataclass
class Turn:
    """Offsets in characters: the answer is `text[start:end]`, its end-of-turn text included."""

    start: int
    end: int
    printed: str  # the same piece of the second rendering


class Model:
    """A model directory: chat template, special tokens, tokenizer."""

    def __init__(self, directory, family):
        self.family = FAMILIES[family]
        config = json.loads(Path(directory, "tokenizer_config.json").read_bytes())
        self.source = config["chat_template"]
        if not isinstance(self.source, str):
            raise SystemExit(f"{directory}: more than one chat template")
        self.special_tokens = {
            name: value if isinstance(value, str) else value["content"]
            for name, value in config.items()
            if name in ("bos_token", "eos_token", "unk_token", "pad_token") and value is not None
        }
        tokenizer_bytes = Path(directory, "tokenizer.json").read_bytes()
        self.hashes = {"template": sha256(self.source.encode()), "tokenizer": sha256(tokenizer_bytes)}
        definition = json.loads(tokenizer_bytes)
        # Without a post-processor: it adds no token here, and a byte-level one may trim white space off the offsets.
        self.tokenizer = tokenizers.Tokenizer.from_str(json.dumps(definition | {"post_processor": None}))
        self.added = {token["id"]: token["content"] for token in definition["added_tokens"]}
        self.control = [token["content"] for token in definition["added_tokens"] if token["special"]]
        self.control += [marker for marker in self.family["markers"] if marker not in self.control]
        self.byte_level = "ByteLevel" in json.dumps(definition["pre_tokenizer"])
        self.normalizer = (definition["normalizer"] or {"type": None})["type"]
        if (self.byte_level, self.normalizer) not in ((True, None), (True, "NFC"), (False, "Replace")):
            raise SystemExit(f"{directory}: a tokenizer of a kind that this script does not check")
        alternatives = sorted(map(re.escape, self.added.values()), key=len, reverse=True)
        self.added_pattern = re.compile("(" + "|".join(alternatives) + ")")
        self.alphabet = byte_level_alphabet()

        self.stands_for = dict(zip(SENTINELS, self.family["markers"]))
        marked = self.source
        for sentinel, marker in self.stands_for.items():
            marked = marked.replace(marker, sentinel)
        self.marked_header, self.marked_end = self.family["header"], self.family["end"]
        for sentinel, marker in self.stands_for.items():
            self.marked_header = self.marked_header.replace(marker, sentinel)
            self.marked_end = self.marked_end.replace(marker, sentinel)
        if SENTINEL.search(self.source) or self.marked_end not in marked:
            raise SystemExit(f"{directory}: the template does not print {self.family['end']!r}")
        self.template = compile_template(self.source)
        self.marked_template = compile_template(marked)

    def render(self, messages, tools):
        """The text and its assistant turns.

        The row is rendered twice: as it is, and with a private-use character for each marker in the template's source,
        for each special token and for each called function's name. Characters put back, both must be the same text;
        so the characters show where the template itself prints a marker, whatever the data contains.
        """
        text = self.template.render(messages=messages, tools=tools, add_generation_prompt=False, **self.special_tokens)
        if SENTINEL.search(text):
            raise Incomparable("holds a character of U+F0000 to U+F3FFF, which this script needs for itself")
        stands_for = dict(self.stands_for)
        free = iter(SENTINELS[len(stands_for) :])

        def sentinel_for(value):
            sentinel = next(free)
            stands_for[sentinel] = value
            return sentinel

        special = {name: sentinel_for(value) for name, value in self.special_tokens.items()}
        renamed, called = zip(*(rename_calls(message, sentinel_for) for message in messages))
        marked = self.marked_template.render(
            messages=list(renamed), tools=tools, add_generation_prompt=False, **special
        )
        if SENTINEL.sub(lambda match: stands_for[match[0]], marked) != text:
            raise Incomparable("the template does not treat a placeholder as it treats the text")
        for control in self.control:
            if control in marked:
                printed = [stands_for[sentinel] for sentinel in SENTINEL.findall(marked)]
                count = sum(value in self.control for value in printed)
                raise Incomparable(f"the data spells the control token {control}", {"text": text, "printed": count})

        turns = list(self.find_turns(marked, stands_for))
        names = [names for names, message in zip(called, messages) if message["role"] == "assistant"]
        if len(turns) != len(names):
            raise Incomparable(f"{len(names)} assistant messages, but {len(turns)} assistant turns printed")
        dropped = [index for index, turn in enumerate(turns) if any(name not in turn.printed for name in names[index])]
        return text, [turn for index, turn in enumerate(turns) if index not in dropped], dropped

    def find_turns(self, marked, stands_for):
        def offset(position):
            return len(SENTINEL.sub(lambda match: stands_for[match[0]], marked[:position]))

        position = marked.find(self.marked_header)
        while position >= 0:
            start = position + len(self.marked_header)
            end = marked.find(self.marked_end, start)
            if end < 0:
                if start != len(marked):
                    raise Incomparable("an assistant turn that nothing ends")
                return  # a generation prompt, which some templates print unasked
            end += len(self.marked_end)
            yield Turn(offset(start), offset(end), marked[start:end])
            position = marked.find(self.marked_header, end)

    def encode(self, text, turns):
        """Ids, and whether each is trained, by two ways that must agree: the package's offsets, and token lengths."""
        encoding = self.tokenizer.encode(text, add_special_tokens=False)
        by_offset = inside([start for start, _ in encoding.offsets], [(turn.start, turn.end) for turn in turns])
        lengths = [len(self.token_bytes(id)) for id in encoding.ids]
        printed = b"".join(self.token_bytes(id) for id in encoding.ids)
        if printed != self.normalized(text):
            raise OracleFault("the tokens' bytes are not the text's")
        starts = list(itertools.accumulate(lengths, initial=0))[:-1]
        spans = [(len(self.normalized(text[: turn.start])), len(self.normalized(text[: turn.end]))) for turn in turns]
        by_length = inside(starts, spans)
        if by_offset != by_length:
            raise OracleFault("offsets and token lengths disagree about what is trained")
        return encoding.ids, by_offset

    def token_bytes(self, id):
        piece = self.tokenizer.id_to_token(id)
        if self.byte_level:
            return piece.encode() if id in self.added else bytes(self.alphabet[character] for character in piece)
        fallback = re.fullmatch("<0x([0-9A-F]{2})>", piece)
        # Replace: a space and the U+2581 that stands for it are told apart no more.
        return bytes([int(fallback[1], 16)]) if fallback else piece.replace("\u2581", " ").encode()

    def normalized(self, text):
        if self.normalizer == "NFC":  # added tokens are found first, what lies between is normalised by itself
            pieces = self.added_pattern.split(text)
            text = "".join(p if i % 2 else unicodedata.normalize("NFC", p) for i, p in enumerate(pieces))
        if self.normalizer == "Replace":
            text = text.replace("\u2581", " ")
        return text.encode()

    def prepare(self, row):
        messages, tools = conversation(row)
        text, turns, dropped = self.render(messages, tools)
        ids, trained = self.encode(text, turns)
        return {"text": text, "ids": ids, "trained": ranges(trained), "dropped": dropped}


def rename_calls(message, sentinel_for):
    """A copy whose called functions have a sentinel for a name, and these sentinels."""
    if message["role"] != "assistant" or not message.get("tool_calls"):
        return message, []
    renamed, sentinels = json.loads(json.dumps(message["tool_calls"])), []
    for call in renamed:
        function = call.get("function") or call
        function["name"] = sentinel_for(function["name"])
        sentinels.append(function["name"])
    return message | {"tool_calls": renamed}, sentinels


def inside(starts, spans):
    return [any(begin <= start < end for begin, end in spans) for start in starts]


def ranges(flags):
    found = []
    for index, flag in enumerate(flags):
        if flag and found and found[-1][1] == index:
            found[-1][1] = index + 1
        elif flag:
            found.append([index, index + 1])
    return found


def conversation(row):
    """Messages and tools as `transformers` hands them to a template: keys that hold null are dropped."""
    if not isinstance(row, dict) or not isinstance(row.get("messages"), list) or not row["messages"]:
        raise ValueError("no messages")
    for message in row["messages"]:
        if not isinstance(message, dict) or not isinstance(message.get("role"), str):
            raise ValueError("a message without a role")
    messages = [{key: value for key, value in message.items() if value is not None} for message in row["messages"]]
    return messages, row.get("tools")


def answers(model, lines, limit=None):
    """One answer a row, with its line (from 1). Faults of the row are answers; an OracleFault is raised."""
    count = 0
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        count += 1
        if limit is not None and count > limit:
            return
        try:
            yield {"line": number} | model.prepare(json.loads(line.decode("utf-8")))
        except Incomparable as reason:
            yield {"line": number, "incomparable": str(reason)} | reason.facts
        except OracleFault:
            raise
        except Exception as error:  # whatever Jinja2, json or the encoder raise for this row is its answer
            yield {"line": number, "error": {"type": type(error).__name__, "message": str(error)}}


def versions():
    return {
        "python": platform.python_version(),
        "jinja2": jinja2.__version__,
        "tokenizers": tokenizers.__version__,
        "unicode": unicodedata.unidata_version,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--model", required=True, help="directory with tokenizer.json and tokenizer_config.json")
    parser.add_argument("--family", required=True, choices=FAMILIES)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--out", required=True)
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    model = Model(options.model, options.family)
    counts, refusals = {"prepared": 0, "refused": 0, "incomparable": 0}, {}
    lines = Path(options.rows).read_bytes().split(b"\n")
    with open(options.out, "w", encoding="utf-8") as out:
        for answer in answers(model, lines, options.limit):
            kind = "refused" if "error" in answer else "incomparable" if "incomparable" in answer else "prepared"
            counts[kind] += 1
            if kind != "prepared":
                reason = answer.get("incomparable") or f"{answer['error']['type']}: {answer['error']['message']}"
                refusals[reason] = refusals.get(reason, 0) + 1
            answer.pop("text", None)
            print(json.dumps(answer), file=out)
    total = sum(counts.values()) or 1
    print(f"{options.family}: " + ", ".join(f"{count} {kind}" for kind, count in counts.items()), end="")
    print(f" of {total} rows ({100 * counts['prepared'] / total:.1f} % prepared)", versions())
    for reason, count in sorted(refusals.items(), key=lambda item: -item[1]):
        print(f"  {count:5} × {reason}")


if __name__ == "__main__":
    sys.exit(main())
