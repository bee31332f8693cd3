"""Axolotl's own loading code on `--for axolotl`, with the configuration that the snippet prints.

    python axolotl_loading.py MODEL_DIR SNIPPET.yml ROWS.jsonl
"""

import importlib.metadata
import json
import sys
from pathlib import Path

import yaml
from axolotl.utils.collators import DataCollatorForSeq2Seq
from axolotl.utils.data.sft import _load_and_process_single_dataset
from axolotl.utils.dict import DictDefault
from transformers import AutoTokenizer


def main(model, snippet, rows):
    expected = [json.loads(line) for line in Path(rows).read_text().splitlines()]
    cfg = DictDefault(yaml.safe_load(Path(snippet).read_text()))
    tokenizer = AutoTokenizer.from_pretrained(model)
    dataset, _ = _load_and_process_single_dataset(cfg.datasets[0], cfg, tokenizer, "train", 0)
    assert dataset.column_names == ["input_ids", "attention_mask", "labels"], dataset.column_names
    for column in ("input_ids", "labels"):
        assert dataset[column][:] == [row[column] for row in expected], f"{column} differ"
    batch = DataCollatorForSeq2Seq(tokenizer)([dataset[index] for index in range(4)])
    assert [int((labels != -100).sum()) for labels in batch["labels"]] == [
        sum(label != -100 for label in row["labels"]) for row in expected[:4]
    ]
    print(json.dumps({"axolotl": importlib.metadata.version("axolotl"), "rows": len(dataset)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
