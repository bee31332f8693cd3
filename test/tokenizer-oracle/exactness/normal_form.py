"""Where the characters of a text's Unicode normal form C come from in the text."""
import re
import unicodedata
from functools import cache

import numpy as np


def mark_pattern():
    """Characters that may combine with the one before: marks, Hangul vowels and finals, half-width forms."""
    marks = [code for code in range(0x110000) if unicodedata.category(chr(code))[0] == "M"]
    marks += [*range(0x1160, 0x1200), *range(0xFF9E, 0xFFDD)]
    ranges, start = [], None
    for code in sorted(set(marks)):
        if start is None or code != last + 1:
            ranges += [] if start is None else [(start, last)]
            start = code
        last = code
    ranges.append((start, last))
    return "".join(f"{re.escape(chr(low))}-{re.escape(chr(high))}" for low, high in ranges)


MARKS = mark_pattern()
CLUSTER = re.compile(f"[^{MARKS}]?[{MARKS}]+")


@cache
def parts_of(character):
    return [(part, unicodedata.combining(part)) for part in unicodedata.normalize("NFD", character)]


def decomposed(text):
    """Canonical decomposition in canonical order, each part with the index of its character."""
    parts = []
    for index, character in enumerate(text):
        for part, combining in parts_of(character):
            at = len(parts)
            while combining and at > 0 and parts[at - 1][1] > combining:
                at -= 1
            parts.insert(at, (part, combining, index))
    return [part for part, _, _ in parts], [index for _, _, index in parts]


def reordered_ranges(text):
    """
    `(start, end)` of clusters whose marks change places, by their order or because one composes with the base across others (U+03A9 U+0323
    U+0313), or of which a mark may fall to two characters (U+0344): what stands inside has no place of its own.
    """
    for match in CLUSTER.finditer(text):
        if any(len(parts_of(character)) > 1 for character in match[0][1:]):
            yield match.span()
            continue
        canonical = unicodedata.normalize("NFD", match[0])
        if any(in_place(text) != canonical for text in (match[0], unicodedata.normalize("NFC", match[0]))):
            yield match.span()


def in_place(text):
    """The text with every character decomposed where it stands."""
    return "".join(part for character in text for part, _ in parts_of(character))


def without_reordered(text, borders, origins):
    """The borders and origins less the borders inside such clusters."""
    ranges = [] if text.isascii() else list(reordered_ranges(text))
    if not ranges:
        return borders, origins
    kept = [i for i, border in enumerate(borders) if not any(start < border < end for start, end in ranges)]
    return [borders[i] for i in kept], [origins[0], *(origins[i + 1] for i in kept)]


def aligned(text, normal):
    """
    For each character of `normal`, which is `text` in normal form C, the first of the text's characters that it is made of, and
    behind the last; None where this Python's Unicode decomposes them otherwise.
    """
    parts, places = decomposed(text)
    normal_parts, normal_places = decomposed(normal)
    if parts != normal_parts:
        return None
    starts, ends = [len(text)] * len(normal), [0] * len(normal)
    for place, own in zip(places, normal_places):
        starts[own] = min(starts[own], place)
        ends[own] = max(ends[own], place + 1)
    return starts, ends


def spans_of(text, normal, sizes):
    """Where tokens of `sizes` bytes of `normal` start and end in characters of `text`."""
    places = aligned(text, normal)
    if places is None:
        return None
    of_byte = np.repeat(np.arange(len(normal)), [len(character.encode()) for character in normal])
    ends = np.cumsum(sizes)
    assert ends[-1] == len(of_byte)
    starts = np.asarray(places[0])[of_byte[ends - sizes]]
    return list(zip(starts.tolist(), np.asarray(places[1])[of_byte[ends - 1]].tolist()))
