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
    validation, _ = _load_and_process_single_dataset(cfg.test_datasets[0], cfg, tokenizer, "test", 0)
    assert len(dataset) > 0 and len(validation) > 0 and len(dataset) + len(validation) == len(expected)
    for part in (dataset, validation):
        assert part.column_names == ["input_ids", "attention_mask", "labels"], part.column_names
    known = {tuple(row["input_ids"]): row["labels"] for row in expected}
    for row in [*dataset, *validation]:
        assert row["labels"] == known[tuple(row["input_ids"])], "labels differ"
    expected = [{"labels": row["labels"]} for row in dataset]
    batch = DataCollatorForSeq2Seq(tokenizer)([dataset[index] for index in range(4)])
    assert [int((labels != -100).sum()) for labels in batch["labels"]] == [
        sum(label != -100 for label in row["labels"]) for row in expected[:4]
    ]
    print(json.dumps({"axolotl": importlib.metadata.version("axolotl"), "rows": len(dataset) + len(validation)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
