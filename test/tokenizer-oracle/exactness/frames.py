"""
Files of cases and of answers, little endian, as frames.ts reads them. Positions in a text are UTF-16 code units.

    cases    "TWC1" · texts n · bytes · borders b | textEnds n | borderEnds n | borders b | origins n + b, one byte each, padded | bytes
    answers  "TWA1" · texts n · borders b · tokens · straddles | tokenEnds n | straddleEnds n | ids | firstTokens b | straddles

Borders are where segments meet inside a text; a text of k borders has k + 1 segments. A straddle is a token that reaches across a border.
"""
from dataclasses import dataclass
from pathlib import Path

import numpy as np

TEMPLATE, DATA = 0, 1


@dataclass
class Cases:
    texts: list
    #: For each text, ascending.
    borders: list
    #: For each text, one a segment.
    origins: list


@dataclass
class Answers:
    ids: list
    first_tokens: list
    straddles: list


def write_atomically(path: Path, parts):
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(path.name + ".part")
    with open(temporary, "wb") as file:
        for part in parts:
            file.write(part)
    temporary.replace(path)


def ends(lists):
    return np.cumsum([len(each) for each in lists], dtype=np.uint32)


def joined(lists, dtype):
    return np.concatenate([np.asarray(each, dtype=dtype) for each in lists]) if lists else np.empty(0, dtype)


def write_cases(path, cases):
    texts = [text.encode() for text in cases.texts]
    borders = joined(cases.borders, np.uint32)
    origins = joined(cases.origins, np.uint8)
    assert len(origins) == len(texts) + len(borders)
    raw = b"".join(texts)
    header = np.array([len(texts), len(raw), len(borders)], np.uint32)
    padding = bytes(-len(origins) % 4)
    write_atomically(path, [b"TWC1", header, ends(texts), ends(cases.borders), borders, origins, padding, raw])


def read_cases(path):
    raw = path.read_bytes()
    assert raw[:4] == b"TWC1", path
    count, size, border_count = np.frombuffer(raw, np.uint32, 3, 4)
    at = 16
    text_ends, at = np.frombuffer(raw, np.uint32, count, at), at + 4 * count
    border_ends, at = np.frombuffer(raw, np.uint32, count, at), at + 4 * count
    borders, at = np.frombuffer(raw, np.uint32, border_count, at), at + 4 * border_count
    origins = np.frombuffer(raw, np.uint8, count + border_count, at)
    text = raw[len(raw) - size :]
    text_starts, border_starts = np.append(0, text_ends[:-1]), np.append(0, border_ends[:-1])
    return Cases(
        [text[start:end].decode() for start, end in zip(text_starts, text_ends)],
        [borders[start:end] for start, end in zip(border_starts, border_ends)],
        [origins[start + i : end + i + 1] for i, (start, end) in enumerate(zip(border_starts, border_ends))],
    )


def write_answers(path, answers):
    ids, first_tokens = joined(answers.ids, np.int32), joined(answers.first_tokens, np.int32)
    straddles = joined(answers.straddles, np.int32)
    header = np.array([len(answers.ids), len(first_tokens), len(ids), len(straddles)], np.uint32)
    write_atomically(
        path, [b"TWA1", header, ends(answers.ids), ends(answers.straddles), ids, first_tokens, straddles]
    )
