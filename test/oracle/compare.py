"""Holds an output directory of `turnwise prepare` against the answers of prepare_rows.py; exit code 1 on any difference.

    python compare.py --out DIR --answers ANSWERS.jsonl [--accept CODE …] [--source NAME] [--show 5]

Every row must be prepared by both with equal `input_ids`, `labels` and `attention_mask`, or refused by both. A row that
Turnwise alone refuses is a difference, unless its code is accepted with --accept: such rows are counted by code.
"""

import argparse
import collections
import json
import sys
from pathlib import Path

import pyarrow.parquet

IGNORE_INDEX = -100


def read_table(folder, name):
    """Rows of `name.parquet` (or of its shards, in order), else of `name.jsonl`, as dictionaries."""
    for suffix in (".parquet", ".jsonl"):
        paths = sorted(Path(folder).glob(name + suffix))
        if paths and suffix == ".parquet":
            return [row for path in paths for row in pyarrow.parquet.read_table(path).to_pylist()]
        if paths:
            return [json.loads(line) for path in paths for line in path.read_bytes().split(b"\n") if line.strip()]
    raise SystemExit(f"{folder}: no {name}.parquet and no {name}.jsonl")


def labels_of(answer):
    labels = [IGNORE_INDEX] * len(answer["ids"])
    for start, end in answer["trained"]:
        labels[start:end] = answer["ids"][start:end]
    return labels


def first_difference(name, found, expected):
    if found == expected:
        return None
    if len(found) != len(expected):
        return f"{name}: {len(found)} values, the oracle has {len(expected)}" + first_values(found, expected)
    return f"{name} differ" + first_values(found, expected)


def first_values(found, expected):
    for index, (ours, theirs) in enumerate(zip(found, expected)):
        if ours != theirs:
            start = max(0, index - 3)
            return f", first at {index}: … {found[start : index + 5]}, the oracle … {expected[start : index + 5]}"
    return ", equal as far as the shorter reaches"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--out", required=True, help="the output directory of `turnwise prepare`")
    parser.add_argument("--answers", required=True, help="what prepare_rows.py wrote")
    parser.add_argument("--accept", action="append", default=[], metavar="CODE")
    parser.add_argument("--source", help="the input file, if the output comes from several")
    parser.add_argument("--show", type=int, default=5, help="how many differences are printed in full")
    options = parser.parse_args()

    train, index = read_table(options.out, "train-*"), read_table(Path(options.out, "index"), "rows")
    rejected = read_table(options.out, "rejected") if Path(options.out, "rejected.jsonl").exists() else []
    if len(train) != len(index):
        raise SystemExit(f"{len(train)} examples, but {len(index)} rows in the index")
    sources = {row["source"] for row in [*index, *rejected]}
    if options.source is None and len(sources) > 1:
        raise SystemExit(f"several sources, name one with --source: {', '.join(sorted(sources))}")
    here = [options.source is None or row["source"] == options.source for row in index]
    prepared = collections.defaultdict(list)
    for example, place, wanted in zip(train, index, here):
        if wanted:
            prepared[place["line"]].append(example)
    refused = {row["line"]: row for row in rejected if options.source in (None, row["source"])}

    counts, differences = collections.Counter(), []
    answers = [json.loads(line) for line in Path(options.answers).read_bytes().split(b"\n") if line.strip()]
    if not answers:
        raise SystemExit(f"{options.answers}: no answers")
    for answer in answers:
        line = answer["line"]
        examples, refusal = prepared.pop(line, []), refused.pop(line, None)
        if bool(examples) == bool(refusal):
            differences.append((line, "prepared and rejected at once" if refusal else "neither prepared nor rejected"))
        elif "incomparable" in answer:
            counts["not comparable"] += 1
        elif "error" in answer and refusal:
            counts[f"refused by both ({refusal['code']}; {answer['error']['type']})"] += 1
        elif "error" in answer:
            differences.append((line, f"prepared, the oracle refuses it: {answer['error']}"))
        elif refusal and refusal["code"] in options.accept:
            counts[f"rejected with an accepted code ({refusal['code']})"] += 1
        elif refusal:
            differences.append((line, f"rejected, {refusal['code']}: {refusal['message']}; the oracle prepares it"))
        elif len(examples) > 1:
            differences.append((line, f"{len(examples)} examples, the oracle has 1"))
        else:
            found = [
                first_difference("input_ids", list(examples[0]["input_ids"]), answer["ids"]),
                first_difference("labels", list(examples[0]["labels"]), labels_of(answer)),
                first_difference("attention_mask", list(examples[0]["attention_mask"]), [1] * len(answer["ids"])),
            ]
            if any(found):
                differences.append((line, "; ".join(text for text in found if text)))
            else:
                counts["equal in ids and labels"] += 1
                counts["tokens compared"] += len(answer["ids"])
                counts["trained tokens compared"] += sum(end - start for start, end in answer["trained"])
    differences += [(line, "not among the oracle's answers") for line in sorted({*prepared, *refused})]

    for line, text in differences[: options.show]:
        print(f"line {line}: {text}")
    if len(differences) > options.show:
        print(f"… and {len(differences) - options.show} more")
    for name, count in counts.items():
        print(f"{count:8} {name}")
    print(f"{len(differences):8} different")
    return 1 if differences or not counts["equal in ids and labels"] else 0


if __name__ == "__main__":
    sys.exit(main())
