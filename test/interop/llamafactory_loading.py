"""LLaMA-Factory's own loader on a folder that `--for llamafactory` wrote, and its collator on the rows.

    python llamafactory_loading.py MODEL_DIR OUR_FOLDER ROWS.jsonl
"""

import importlib.machinery
import importlib.metadata
import json
import sys
import types
from pathlib import Path

import torch

audio = sys.modules["torchaudio"] = types.ModuleType("torchaudio")  # imported at once, used for sound alone
audio.__spec__ = importlib.machinery.ModuleSpec("torchaudio", None)

from llamafactory.data.collator import SFTDataCollatorWith4DAttentionMask
from llamafactory.data.loader import get_dataset
from llamafactory.data.template import get_template_and_fix_tokenizer
from llamafactory.hparams import DataArguments, ModelArguments
from transformers import AutoTokenizer, Seq2SeqTrainingArguments

COLUMNS = ["input_ids", "attention_mask", "labels"]


def main(model, folder, rows):
    expected = [json.loads(line) for line in Path(rows).read_text().splitlines()]
    tokenizer = AutoTokenizer.from_pretrained(model)
    data = DataArguments(tokenized_path=f"{folder}/dataset", dataset="any", template="qwen3", cutoff_len=1000000)
    template = get_template_and_fix_tokenizer(tokenizer, data)
    training = Seq2SeqTrainingArguments(output_dir="unused", use_cpu=True, report_to="none")
    model_arguments = ModelArguments(model_name_or_path=model)
    module = get_dataset(template, model_arguments, data, training, stage="sft", tokenizer=tokenizer)
    train, validation = module["train_dataset"], module["eval_dataset"]
    assert train.column_names == COLUMNS, train.column_names
    assert len(train) > 0 and len(validation) > 0 and len(train) + len(validation) == len(expected)
    loaded = [*train, *validation]
    key = lambda row: (row["input_ids"], row["labels"])
    assert sorted(map(key, loaded)) == sorted(map(key, expected)), "rows differ"
    assert all(row["attention_mask"] == [1] * len(row["input_ids"]) for row in loaded)

    collator = SFTDataCollatorWith4DAttentionMask(template=template, tokenizer=tokenizer, label_pad_token_id=-100)
    batch = collator([dict(train[index]) for index in range(4)])
    for index in range(4):
        length = len(train[index]["input_ids"])
        side = slice(-length, None) if tokenizer.padding_side == "left" else slice(length)
        assert batch["labels"][index][side].tolist() == train[index]["labels"]
        assert int((batch["labels"][index] != -100).sum()) == sum(label != -100 for label in train[index]["labels"])
        assert int(batch["attention_mask"][index].sum()) == length
    assert batch["input_ids"].dtype == torch.int64
    version = importlib.metadata.version("llamafactory")
    print(json.dumps({"llamafactory": version, "train": len(train), "validation": len(validation)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
