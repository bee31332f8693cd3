"""TRL's collator and trainer on packed rows: positions, first labels and borders of examples come from `seq_lengths`.

Without flash attention the examples of a packed row are told apart by nothing but their positions, so the loss is compared on a model
that is given the borders as a mask: packed and unpacked examples must have the same sum of losses.

    python trl_packed.py MODEL_DIR PACKED_FOLDER UNPACKED_FOLDER
"""

import json
import sys
import tempfile
import warnings

import torch
from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

warnings.filterwarnings("ignore")


def rows_of(folder):
    return load_dataset("parquet", data_files=f"{folder}/train-*.parquet", split="train")


def sum_of_losses(logits, labels):
    return torch.nn.functional.cross_entropy(
        logits[:, :-1].flatten(0, 1).float(), labels[:, 1:].flatten(), ignore_index=-100, reduction="sum"
    ).item()


def main(model, packed_folder, unpacked_folder):
    packed, unpacked = rows_of(packed_folder), rows_of(unpacked_folder)
    network = AutoModelForCausalLM.from_pretrained(model)
    with tempfile.TemporaryDirectory() as out:
        config = SFTConfig(
            output_dir=out,
            max_length=None,
            padding_free=True,
            packing=False,
            dataset_kwargs={"skip_prepare_dataset": True},
            per_device_train_batch_size=2,
            max_steps=1,
            report_to="none",
            save_strategy="no",
            use_cpu=True,
            bf16=False,
            gradient_checkpointing=False,
            remove_unused_columns=True,
        )
        tokenizer = AutoTokenizer.from_pretrained(model)
        trainer = SFTTrainer(model=network, args=config, train_dataset=packed, processing_class=tokenizer)
        batches = list(trainer.get_train_dataloader())
    examples, packed_loss = [], 0.0
    for batch in batches:
        assert "attention_mask" not in batch
        ids, labels, positions = (batch[name] for name in ("input_ids", "labels", "position_ids"))
        borders = batch["cu_seq_lens_q"].tolist()
        example = batch["seq_idx"][0]
        for start, end in zip(borders, borders[1:], strict=False):
            assert positions[0, start:end].tolist() == list(range(end - start))
            assert labels[0, start] == -100
            examples.append((ids[0, start:end].tolist(), labels[0, start:end].tolist()))
        sees = (example[:, None] == example[None, :]).tril()
        with torch.no_grad():
            packed_loss += sum_of_losses(
                network(input_ids=ids, position_ids=positions, attention_mask=sees[None, None]).logits, labels
            )
    expected = sorted((row["input_ids"], [-100, *row["labels"][1:]]) for row in unpacked)
    assert sorted(examples) == expected, "examples differ"
    assert max(map(len, packed["seq_lengths"])) > 1
    unpacked_loss = 0.0
    with torch.no_grad():
        for ids, labels in expected:
            unpacked_loss += sum_of_losses(network(input_ids=torch.tensor([ids])).logits, torch.tensor([labels]))
    assert abs(packed_loss - unpacked_loss) < 1e-3 * unpacked_loss, (packed_loss, unpacked_loss)
    print(json.dumps({"rows": len(packed), "examples": len(examples), "packed": packed_loss, "unpacked": unpacked_loss}))


if __name__ == "__main__":
    main(*sys.argv[1:])
