"""torchtune's collators on the rows of `--for torchtune`, loaded as the printed snippet says, and the loss of its recipe.

    python torchtune_loading.py MODEL_DIR SNIPPET.py PACKED_SNIPPET.py ROWS.jsonl
"""

import importlib.metadata
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import torch
from torchtune.data import padded_collate_packed, padded_collate_sft
from transformers import AutoModelForCausalLM

PADDING = 151643


def dataset_of(snippet):
    names = {}
    exec(Path(snippet).read_text(), names)
    return names["turnwise_dataset"](SimpleNamespace(pad_id=PADDING), packed=True)


def recipe_loss(logits, labels):
    """As `_loss_step` of recipes/full_finetune_single_device.py: it shifts the labels."""
    labels = torch.hstack((labels[..., 1:], torch.full((labels.shape[0], 1), -100)))
    return torch.nn.functional.cross_entropy(logits.reshape(-1, logits.size(-1)).float(), labels.reshape(-1)).item()


def main(model, snippet, packed_snippet, rows):
    expected = [json.loads(line) for line in Path(rows).read_text().splitlines()]
    dataset = dataset_of(snippet)
    assert [row["tokens"] for row in dataset] == [row["input_ids"] for row in expected]
    batch = padded_collate_sft([dataset[index] for index in range(4)], padding_idx=PADDING)
    network = AutoModelForCausalLM.from_pretrained(model)
    with torch.no_grad():
        logits = network(input_ids=batch["tokens"]).logits
        padded = torch.full_like(batch["tokens"], -100)
        for index, row in enumerate(expected[:4]):
            padded[index, : len(row["labels"])] = torch.tensor(row["labels"])
        hugging_face = network(input_ids=batch["tokens"], labels=padded).loss.item()
        recipe = recipe_loss(logits, batch["labels"])
    assert abs(recipe - hugging_face) < 1e-4, (recipe, hugging_face)

    packs = dataset_of(packed_snippet)
    lengths = {len(pack["tokens"]) for pack in packs}
    assert len(lengths) == 1, lengths
    packed = padded_collate_packed([packs[index] for index in range(min(2, len(packs)))])
    examples = []
    for index, pack in enumerate(packs):
        assert int(pack["seq_lens"].sum()) == len(pack["tokens"])
        at = 0
        for length in pack["seq_lens"].tolist():
            tokens, labels = pack["tokens"][at : at + length].tolist(), pack["labels"][at : at + length].tolist()
            if tokens.count(PADDING) < length:
                assert pack["input_pos"][at : at + length].tolist() == list(range(length))
                assert labels[0] == -100
                examples.append((tokens, labels))
            if index < len(packed["mask"]):
                block = packed["mask"][index, at : at + length]
                assert block[:, at : at + length].equal(torch.ones(length, length, dtype=torch.bool).tril())
                assert int(block.sum()) == length * (length + 1) // 2, "an example sees another"
            at += length
    assert sorted(examples) == sorted((row["input_ids"], row["labels"]) for row in expected), "packed rows differ"
    version = importlib.metadata.version("torchtune")
    print(json.dumps({"torchtune": version, "packs": len(packs), "recipe": recipe, "hugging_face": hugging_face}))


if __name__ == "__main__":
    main(*sys.argv[1:])
