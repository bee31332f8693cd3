"""The main job as a plain script does it with `transformers`: the yardstick of bench/main-job.mjs.

Row by row, in one thread: read JSONL, `apply_chat_template(tokenize=False)`, tokenise the text, find the answer by the
length of the prompt (rendered and tokenised as well), write Parquet with pyarrow. Only the last answer is trained, which
is less than Turnwise trains. Prints one line of JSON with seconds by stage.

    python naive_transformers.py --rows FILE.jsonl --model DIR --out FILE.parquet
"""

import argparse
import json
import os
import resource
import sys
import time
from pathlib import Path

os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"

import jinja2
import pyarrow
import pyarrow.parquet
import tokenizers
import transformers

SPECIAL_TOKENS = ("bos_token", "eos_token", "pad_token", "unk_token")
ROW_GROUP = 5000
SCHEMA = pyarrow.schema(
    {
        "input_ids": pyarrow.list_(pyarrow.int32()),
        "labels": pyarrow.list_(pyarrow.int32()),
        "attention_mask": pyarrow.list_(pyarrow.int8()),
    }
)


def load(directory):
    config = json.loads(Path(directory, "tokenizer_config.json").read_bytes())
    tokenizer = transformers.PreTrainedTokenizerFast(
        tokenizer_file=str(Path(directory, "tokenizer.json")),
        **{name: config[name] for name in SPECIAL_TOKENS if config.get(name)},
    )
    tokenizer.chat_template = config["chat_template"]
    return tokenizer


class Stopwatch:
    """Adds up the seconds of stages: each `lap` takes the time since the one before."""

    def __init__(self):
        self.seconds, self.last = {}, time.perf_counter()

    def lap(self, stage):
        now = time.perf_counter()
        self.seconds[stage] = self.seconds.get(stage, 0.0) + now - self.last
        self.last = now


def main():
    parser = argparse.ArgumentParser()
    for name in ("rows", "model", "out"):
        parser.add_argument(f"--{name}", required=True)
    options = parser.parse_args()

    setup = time.perf_counter()
    tokenizer = load(options.model)
    tokenizer("x")
    setup = time.perf_counter() - setup

    def render(messages, tools, **arguments):
        return tokenizer.apply_chat_template(messages, tools=tools, tokenize=False, **arguments)

    def encode(text):
        return tokenizer(text, add_special_tokens=False)["input_ids"]

    prepared = rejected = tokens = trained = 0
    columns = {name: [] for name in SCHEMA.names}
    cpu = time.process_time()
    watch = Stopwatch()
    begin = watch.last
    with pyarrow.parquet.ParquetWriter(options.out, SCHEMA) as writer, open(options.rows, encoding="utf-8") as rows:

        def flush():
            writer.write_table(pyarrow.table(columns, schema=SCHEMA))
            for values in columns.values():
                values.clear()

        for line in rows:
            if not line.strip():
                continue
            row = json.loads(line)
            watch.lap("read")
            messages, tools = row["messages"], row.get("tools")
            last = max((i for i, message in enumerate(messages) if message["role"] == "assistant"), default=len(messages))
            try:
                text = render(messages, tools)
                watch.lap("render")
                prompt = render(messages[:last], tools, add_generation_prompt=True) if last else ""
            except jinja2.exceptions.TemplateError:
                rejected += 1
                watch.lap("render")
                continue
            watch.lap("prompt")
            ids = encode(text)
            watch.lap("encode")
            prompt_ids = encode(prompt)
            watch.lap("prompt")
            if ids[: len(prompt_ids)] != prompt_ids:
                rejected += 1
                continue
            columns["input_ids"].append(ids)
            columns["labels"].append([-100] * len(prompt_ids) + ids[len(prompt_ids) :])
            columns["attention_mask"].append([1] * len(ids))
            prepared += 1
            tokens += len(ids)
            trained += len(ids) - len(prompt_ids)
            watch.lap("mask")
            if len(columns["labels"]) == ROW_GROUP:
                flush()
                watch.lap("write")
        flush()
    watch.lap("write")
    json.dump(
        {
            "setup": setup,
            "total": watch.last - begin,
            "cpu": time.process_time() - cpu,
            "stages": watch.seconds,
            "prepared": prepared,
            "rejected": rejected,
            "tokens": tokens,
            "trained": trained,
            "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "versions": {
                "python": sys.version.split()[0],
                "transformers": transformers.__version__,
                "tokenizers": tokenizers.__version__,
                "jinja2": jinja2.__version__,
                "pyarrow": pyarrow.__version__,
            },
        },
        sys.stdout,
    )
    print()


if __name__ == "__main__":
    main()
