"""The classic recipe, step by step, in Python: python3 walk_through.py TOKENIZER_JSON > walk-through.json (needs tokenizers).

The text is written out by hand, as the walk-through's Gemma variant prints it: every message a turn of its own.
"""

import json
import platform
import sys

import tokenizers

system = "You are a assistant responsible for classifying mental health status."
user = "I am depressed and want to die"
answer = "based on what you described it's depression'"

tokenizer = tokenizers.Tokenizer.from_file(sys.argv[1])
prompt = (
    f"<start_of_turn>system\n{system}<end_of_turn>\n<start_of_turn>user\n{user}<end_of_turn>\n<start_of_turn>model\n"
)
full = f"{prompt}{answer}<end_of_turn>\n"
ids = tokenizer.encode(full).ids  # a plain call: the tokenizer adds <bos>
prompt_ids = tokenizer.encode(prompt).ids
assert ids[: len(prompt_ids)] == prompt_ids, "the prompt must be a prefix"
labels = list(ids)
labels[: len(prompt_ids)] = [-100] * len(prompt_ids)
print(
    json.dumps(
        {
            "made_by": f"walk_through.py with tokenizers {tokenizers.__version__} on Python {platform.python_version()}",
            "text": full,
            "prompt": prompt,
            "ids": ids,
            "tokens": [tokenizer.decode([i], skip_special_tokens=False) for i in ids],
            "prompt_length": len(prompt_ids),
            "input_ids": ids[:-1],
            "labels": labels[1:],
        },
        ensure_ascii=False,
        indent=1,
    )
)
