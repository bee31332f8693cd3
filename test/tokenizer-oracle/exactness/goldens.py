"""
Stores some hundred generated texts with the reference's answers in ../goldens, one file a tokenizer, for tests that run everywhere.

    pip install tokenizers==0.23.3 numpy && python test/tokenizer-oracle/exactness/goldens.py

The first line says what of; each further one is a case, `[text, borders, origins, ids, first tokens, straddles]`: borders in UTF-16 code units, origins one letter a segment (t, d), and of
each border the first token that starts at or behind it.
"""
import json
import sys
from pathlib import Path

import numpy as np
import tokenizers

sys.path.insert(0, str(Path(__file__).parent))

from generated_cases import generated_cases, measurable
from frames import Cases
from reference import MODELS, Reference, sha256, utf16_positions

FOLDER = Path(__file__).parent.parent / "goldens"
#: Texts of up to so many characters, and how many.
SIZES = [(60, 110), (400, 70), (3000, 5)]
#: A chunk that the large run has too, if it is long enough.
CHUNK = 7


def chosen(cases, counts):
    indexes = []
    for most, count in counts:
        fitting = (i for i, text in enumerate(cases.texts) if i not in set(indexes) and most // 8 < len(text) <= most)
        indexes += [next(fitting) for _ in range(count)]
    return Cases(*([column[i] for i in indexes] for column in (cases.texts, cases.borders, cases.origins)))


for model in MODELS:
    reference = Reference.of(model)
    cases = measurable(reference, chosen(generated_cases(model, CHUNK, reference)[1], SIZES))
    answers = reference.answer(cases)
    lines = []
    for text, borders, origins, ids, first, straddles in zip(
        cases.texts, cases.borders, cases.origins, answers.ids, answers.first_tokens, answers.straddles
    ):
        columns = [utf16_positions(text, borders), ids, first, straddles]
        borders, ids, first, straddles = (" ".join(map(str, np.asarray(column).tolist())) for column in columns)
        lines.append(json.dumps([text, borders, "".join("td"[o] for o in origins), ids, first, straddles]))
    head = json.dumps({"model": model, "tokenizers": tokenizers.__version__, "sha256": sha256(model)})
    (FOLDER / f"{model}.jsonl").write_text("\n".join([head, *lines]) + "\n")
