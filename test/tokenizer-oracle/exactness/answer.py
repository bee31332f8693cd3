"""
The reference's side of the exactness run: answers requests that come line by line as JSON, with a line of JSON each.

    {"suite": "contents", "model": "qwen3", "chunk": 0, "cases": FILE, "answers": FILE, "rows": "chat.jsonl"}
    {"suite": "generated", …}
    {"suite": "rendered", "model": …, "cases": FILE, "answers": FILE, "control": ["<think>"], "tokenizer": FILE}

`contents` and `generated` make their cases as well; `rendered` finds them made.
"""
import json
import os
import sys
import time
from collections import Counter
from pathlib import Path

os.environ.setdefault("RAYON_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parent))

import tokenizers

import generator
from generated_cases import CHUNK, generated_cases, measurable
from frames import DATA, Cases, read_cases, write_answers, write_cases
from reference import Reference, character_positions, sha256, utf16_positions

references = {}
contents = {}


def reference_of(request):
    key = json.dumps([request["model"], request.get("control"), request.get("tokenizer")])
    if key not in references:
        if request.get("tokenizer"):
            definition = json.loads(Path(request["tokenizer"]).read_text())
            references[key] = Reference(definition, request.get("control", []))
        else:
            references[key] = Reference.of(request["model"])
    return references[key]


def contents_of(path):
    if path not in contents:
        rows = [json.loads(line) for line in Path(path).read_text().splitlines() if line]
        messages = [message for row in rows for message in row["messages"]]
        contents[path] = [m["content"] for m in messages if isinstance(m.get("content"), str) and m["content"]]
    return contents[path]


def in_utf16(cases):
    borders = [utf16_positions(text, own) for text, own in zip(cases.texts, cases.borders)]
    return Cases(cases.texts, borders, cases.origins)


def content_cases(chunk, path):
    texts = contents_of(path)[chunk * CHUNK : (chunk + 1) * CHUNK]
    cases = generator.make_cases(f"contents {chunk}", texts)
    return Cases(texts, cases.borders, [[DATA] * len(origins) for origins in cases.origins])


def tally(names, cases, answers):
    classes = {}
    for name, text, straddles in zip(names, cases.texts, answers.straddles):
        size = len(text.encode())
        counts = classes.setdefault(name, Counter())
        counts.update({"texts": 1, "bytes": size, "over1kB": int(size > 1000), "straddled": int(len(straddles) > 0)})
    return classes


def respond(request):
    begin = time.process_time()
    reference = reference_of(request)
    model, chunk, suite = request["model"], request.get("chunk", 0), request["suite"]
    names = [suite]
    if suite == "contents":
        cases = content_cases(chunk, request["rows"])
    elif suite == "generated":
        names, cases = generated_cases(model, chunk, reference)
    else:
        cases = read_cases(Path(request["cases"]))
        borders = [character_positions(text, own) for text, own in zip(cases.texts, cases.borders)]
        cases = Cases(cases.texts, borders, cases.origins)
    if suite != "rendered":
        cases = measurable(reference, cases)
    answers = reference.answer(cases)
    write_answers(Path(request["answers"]), answers)
    if suite != "rendered":
        write_cases(Path(request["cases"]), in_utf16(cases))
    names = names if len(names) == len(cases.texts) else names * len(cases.texts)
    return {
        "seconds": round(time.process_time() - begin, 3),
        "texts": len(cases.texts),
        "classes": tally(names, cases, answers),
        "tokenizers": tokenizers.__version__,
        "sha256": None if request.get("tokenizer") else sha256(model),
        "last": suite == "contents" and (chunk + 1) * CHUNK >= len(contents_of(request["rows"])),
    }


for line in sys.stdin:
    print(json.dumps(respond(json.loads(line))), flush=True)
