"""Writes the same conversations in every format, with the libraries that people write them with.

Run in this folder: python chats.py (pyarrow 26.0.1, datasets 5.2.0). chats.jsonl is what all of them hold.
"""

import csv
import json
import shutil
from pathlib import Path

import datasets
import pyarrow as pa
import pyarrow.parquet as pq

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[3] / "examples/data/chats.jsonl"

WEATHER = {
    "type": "function",
    "function": {
        "name": "weather",
        "description": "The weather of a city, for some days.",
        "parameters": {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]},
    },
}


def call(name, arguments):
    return {"type": "function", "function": {"name": name, "arguments": arguments}}


def rows():
    chats = [json.loads(line) for line in EXAMPLES.read_text(encoding="utf-8").splitlines()]
    plain = [{"messages": chats[index]["messages"], "tools": None} for index in (2, 6, 8, 12, 15)]
    calling = {
        "messages": [
            {"role": "user", "content": "Weather in Paris,\nand 17 * 23?"},
            {"role": "assistant", "content": "", "tool_calls": [call("weather", {"city": "Paris"}), call("times", {"x": 17, "y": 23})]},
            {"role": "tool", "content": '{"celsius": 18.0}'},
            {"role": "tool", "content": "391"},
            {"role": "assistant", "content": 'It is "mild"; 391.'},
        ],
        "tools": [WEATHER],
    }
    return [*plain, calling]


def main():
    expected = rows()
    lines = [json.dumps(row, ensure_ascii=False) for row in expected]
    (HERE / "chats.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (HERE / "chats.json").write_text(json.dumps(expected, ensure_ascii=False, indent=2), encoding="utf-8")
    table = pa.Table.from_pylist(expected)
    pq.write_table(table, HERE / "chats.parquet", row_group_size=4)
    with pa.OSFile(str(HERE / "chats-file.arrow"), "wb") as sink, pa.ipc.new_file(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=4)
    with pa.OSFile(str(HERE / "chats-stream.arrow"), "wb") as sink, pa.ipc.new_stream(sink, table.schema) as writer:
        writer.write_table(table, max_chunksize=4)
    shutil.rmtree(HERE / "chats", ignore_errors=True)
    parts = datasets.DatasetDict({"train": datasets.Dataset(table), "test": datasets.Dataset(table.slice(0, 1))})
    parts.save_to_disk(HERE / "chats", num_shards={"train": 2, "test": 1})
    for name, dialect in (("chats.csv", "excel"), ("chats.tsv", "excel-tab")):
        with open(HERE / name, "w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, dialect)
            writer.writerow(["messages", "tools"])
            for row in expected:
                tools = "" if row["tools"] is None else json.dumps(row["tools"])
                writer.writerow([json.dumps(row["messages"], ensure_ascii=False), tools])


if __name__ == "__main__":
    main()
