"""Asks `datasets` which files of a folder belong to which split, by their names alone.

python conventional-splits.oracle.py > conventional-splits.oracle.json
"""

import json
import tempfile
from pathlib import Path

import datasets
from datasets.data_files import DEFAULT_PATTERNS_ALL, DataFilesPatternsDict, get_data_patterns, sanitize_patterns

LISTINGS = [
    ["data/train-00000-of-00002.parquet", "data/train-00001-of-00002.parquet", "data/test-00000-of-00001.parquet"],
    ["data/train_sft-00000-of-00001.parquet", "data/test_sft-00000-of-00001-abcdef0123.parquet", "train.jsonl"],
    ["train.jsonl", "validation.jsonl", "test.jsonl"],
    ["my_train_file.jsonl", "dev-set.jsonl", "eval.csv", "trainer.jsonl", "latest.jsonl"],
    ["train/a.parquet", "train/deep/b.parquet", "test/a.parquet", "train.jsonl"],
    ["v1/training-set/a.jsonl", "v1/held.out.eval/b.jsonl"],
    ["en/train.jsonl", "de/train.jsonl", "de/valid.jsonl"],
    ["part-1.jsonl", "part-2.jsonl"],
    ["Train.jsonl", "TEST.jsonl"],
    ["train", "train.jsonl.gz", ".train.jsonl", ".hidden/train.jsonl", "__pycache__/train.jsonl", "__train.jsonl"],
    ["data/a b-00000-of-00001.parquet"],
    ["data/sub/train-00000-of-00001.parquet", "data/train-0-of-1.parquet"],
    ["1train2.jsonl", "x 0train9test.jsonl"],
    ["validation_train.jsonl"],
]


def splits_of(paths: list[str]) -> dict[str, list[str]] | str:
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("")
        try:
            patterns = get_data_patterns(folder)
            if patterns == DEFAULT_PATTERNS_ALL:
                return "whatever there is"
            files = DataFilesPatternsDict.from_patterns(sanitize_patterns(patterns)).resolve(folder)
        except (ValueError, FileNotFoundError) as error:
            return type(error).__name__
        root = Path(folder).resolve()
        return {
            split: sorted({str(Path(file).resolve().relative_to(root)) for file in found})
            for split, found in files.items()
        }


print(
    json.dumps(
        {
            "datasets": datasets.__version__,
            "cases": [{"paths": paths, "splits": splits_of(paths)} for paths in LISTINGS],
        },
        indent=2,
    )
)
