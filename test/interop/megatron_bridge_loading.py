"""Megatron-Bridge's own reader and collator on the packed files of `--for megatron-bridge`.

`megatron.bridge` registers all its models when it is imported, which takes Transformer Engine and a GPU; the reader needs neither, so
the package is entered below that.

    python megatron_bridge_loading.py FILES CAPACITY ROWS.jsonl
"""

import importlib.metadata
import importlib.util
import json
import sys
import types
import typing
from pathlib import Path

import typing_extensions

typing.override = getattr(typing, "override", typing_extensions.override)  # Megatron wants Python 3.12
roots = importlib.util.find_spec("megatron").submodule_search_locations
for name in ("bridge", "bridge/data", "bridge/training", "bridge/training/tokenizers", "bridge/training/tokenizers/tokenizer"):
    module = sys.modules[f"megatron.{name.replace('/', '.')}"] = types.ModuleType(name)
    module.__path__ = [f"{root}/{name}" for root in roots]
module.MegatronTokenizer = object  # the type of an argument

from megatron.bridge.data.packing import PackedSequenceSpecs
from megatron.bridge.data.packing.parquet import GPTSFTPackedParquetDataset

END = -1  # no token: the collator takes the loss from tokens that end a text, which is the template's business here


def main(files, capacity, rows):
    expected = [json.loads(line) for line in Path(rows).read_text().splitlines()]
    specs = PackedSequenceSpecs(packed_sequence_size=int(capacity), packed_train_data_path=files)
    tokenizer = types.SimpleNamespace(eos_id=END)
    dataset = GPTSFTPackedParquetDataset(
        file_path=str(specs.packed_train_data_path),
        tokenizer=tokenizer,
        max_seq_length=specs.packed_sequence_size,
        pad_seq_length_to_mult=16,
        answer_only_loss=True,
        prompt_template="{text} {answer}",  # must be there, though no text is read
    )
    examples = []
    for index in range(len(dataset)):
        row = dataset[index]
        starts = row["seq_boundaries"][:-1]
        GPTSFTPackedParquetDataset.validate_row(index, row["input_ids"], row["loss_mask"], starts)
        batch = dataset.collate_fn([row])
        at = 0
        for start, end in zip(starts, row["seq_boundaries"][1:], strict=True):
            length = end - start - 1
            tokens, labels, mask = (batch[name][0][at : at + length].tolist() for name in ("tokens", "labels", "loss_mask"))
            assert batch["position_ids"][0][at : at + length].tolist() == list(range(length))
            assert tokens[1:] == labels[:-1]
            trained = [label if counts else -100 for label, counts in zip(labels, mask, strict=True)]
            examples.append(([*tokens, labels[-1]], [-100, *trained]))
            at += length
            assert at in batch["cu_seqlens_q"][0].tolist()
        assert int(batch["loss_mask"][0][at:].sum()) == 0
    assert sorted(examples) == sorted((row["input_ids"], row["labels"]) for row in expected), "rows differ"
    version = importlib.metadata.version("megatron-bridge")
    print(json.dumps({"megatron-bridge": version, "packs": len(dataset), "examples": len(examples)}))


if __name__ == "__main__":
    main(*sys.argv[1:])
