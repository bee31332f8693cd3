"""What a plain script does with `transformers`: the answers by the length of the prompt, packed in order, to Parquet.

Only the last answer of a conversation is trained. Prints one line of JSON.

    python transformers_job.py --rows FILE.jsonl --model DIR --out FILE.parquet --pack 4096
"""

import argparse
import json
import os
import resource
import sys
import time

BEGIN = time.perf_counter()
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"
os.environ["HF_HUB_OFFLINE"] = "1"

import pyarrow
import pyarrow.parquet
import transformers

SCHEMA = pyarrow.schema({name: pyarrow.list_(pyarrow.int32()) for name in ("input_ids", "labels", "seq_lengths")})
ROW_GROUP = 500


def main():
    parser = argparse.ArgumentParser()
    for name in ("rows", "model", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--pack", type=int, required=True)
    options = parser.parse_args()
    tokenizer = transformers.AutoTokenizer.from_pretrained(options.model)
    tokenizer("x")
    setup = time.perf_counter() - BEGIN

    def encode(messages, **arguments):
        text = tokenizer.apply_chat_template(messages, tokenize=False, **arguments)
        return tokenizer(text, add_special_tokens=False)["input_ids"]

    cpu, begin = time.process_time(), time.perf_counter()
    prepared = tokens = trained = packs = 0
    columns = {name: [] for name in SCHEMA.names}
    row = {name: [] for name in SCHEMA.names}
    with open(options.rows, encoding="utf-8") as rows, pyarrow.parquet.ParquetWriter(options.out, SCHEMA) as writer:

        def close_row():
            nonlocal packs, row
            packs += 1
            for name, values in row.items():
                columns[name].append(values)
            row = {name: [] for name in SCHEMA.names}
            if len(columns["labels"]) == ROW_GROUP:
                flush()

        def flush():
            writer.write_table(pyarrow.table(columns, schema=SCHEMA))
            for values in columns.values():
                values.clear()

        for line in rows:
            messages = json.loads(line)["messages"]
            ids = encode(messages)
            prompt = encode(messages[:-1], add_generation_prompt=True)
            start = len(prompt) if ids[: len(prompt)] == prompt else len(ids)
            if len(row["input_ids"]) + len(ids) > options.pack:
                close_row()
            row["input_ids"] += ids
            row["labels"] += [-100] * start + ids[start:]
            row["seq_lengths"].append(len(ids))
            prepared += 1
            tokens += len(ids)
            trained += len(ids) - start
        close_row()
        flush()
    result = {
        "setup": setup,
        "total": time.perf_counter() - begin,
        "cpu": time.process_time() - cpu,
        "prepared": prepared,
        "tokens": tokens,
        "trained": trained,
        "fill": tokens / (packs * options.pack),
        "peakMegabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "version": f"transformers {transformers.__version__}",
    }
    json.dump(result, sys.stdout)
    print()


if __name__ == "__main__":
    main()
