"""A model folder that costs nothing: a real tokenizer, two layers of random weights, a template with `{% generation %}`.

The template is the one that TRL trains Qwen 3 with, read from the installed package, so that both sides render by the same one.

    python make_model.py TOKENIZER_DIR MODEL_DIR
"""

import json
import shutil
import sys
from importlib.resources import files
from pathlib import Path

import torch
from transformers import LlamaConfig, LlamaForCausalLM


def main(source, target):
    target.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source / "tokenizer.json", target / "tokenizer.json")
    config = json.loads((source / "tokenizer_config.json").read_bytes())
    config["chat_template"] = (files("trl") / "chat_templates/qwen3_training.jinja").read_text("utf8")
    (target / "tokenizer_config.json").write_text(json.dumps(config))

    vocabulary = json.loads((source / "tokenizer.json").read_bytes())
    ids = [*vocabulary["model"]["vocab"].values(), *(token["id"] for token in vocabulary["added_tokens"])]
    torch.manual_seed(0)
    shape = {"hidden_size": 32, "intermediate_size": 64, "num_hidden_layers": 2, "num_attention_heads": 2}
    LlamaForCausalLM(LlamaConfig(vocab_size=max(ids) + 1, **shape)).save_pretrained(target)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
