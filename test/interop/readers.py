"""The same rows as Parquet, Arrow and JSONL, through `datasets`, pyarrow and polars: the lists are equal.

    python readers.py PARQUET_FOLDER ARROW_FOLDER JSONL_FOLDER DATASET_DICT_FOLDER
"""

import json
import sys
from pathlib import Path

import datasets
import polars
import pyarrow
import pyarrow.parquet

COLUMNS = ("input_ids", "labels", "attention_mask", "position_ids", "seq_lengths")


def parts(folder, extension):
    return sorted(str(path) for path in Path(folder).glob(f"train-*.{extension}"))


def lists(rows, columns):
    return {name: [list(row[name]) for row in rows] for name in columns}


def main(parquet, arrow, jsonl, dictionary):
    written = [json.loads(line) for path in parts(jsonl, "jsonl") for line in Path(path).read_text().splitlines()]
    expected = lists(written, COLUMNS)
    assert len(expected["input_ids"]) > 1 and any(len(row) > 1 for row in expected["seq_lengths"])

    def load(kind, folder, extension):
        return datasets.load_dataset(kind, data_files=parts(folder, extension), split="train")

    streams = [pyarrow.ipc.open_stream(path).read_all() for path in parts(arrow, "arrow")]
    table = pyarrow.concat_tables([pyarrow.parquet.read_table(path) for path in parts(parquet, "parquet")])
    types = {"list<int8>" if name == "attention_mask" else "list<int32>" for name in COLUMNS}
    assert {str(field.type).replace("element: ", "").replace("item: ", "") for field in table.schema} == types, table.schema
    loaded = {
        "datasets, Parquet": lists(load("parquet", parquet, "parquet"), COLUMNS),
        "datasets, Arrow": lists(load("arrow", arrow, "arrow"), COLUMNS),
        "datasets, JSONL": lists(load("json", jsonl, "jsonl"), COLUMNS),
        "datasets, the folder itself": lists(datasets.load_dataset(parquet, split="train"), COLUMNS),
        "pyarrow, Parquet": lists(table.to_pylist(), COLUMNS),
        "pyarrow, Arrow": lists(pyarrow.concat_tables(streams).to_pylist(), COLUMNS),
        "polars, Parquet": lists(polars.read_parquet(parts(parquet, "parquet")).to_dicts(), COLUMNS),
        "polars, Arrow": lists(polars.concat(map(polars.read_ipc_stream, parts(arrow, "arrow"))).to_dicts(), COLUMNS),
    }
    for reader, rows in loaded.items():
        assert rows == expected, f"{reader}: rows differ"
    saved = datasets.load_from_disk(f"{dictionary}/dataset")
    assert list(saved) == ["train", "validation"] and all(len(part) > 0 for part in saved.values())
    tensors = saved["train"].with_format("torch")[0]
    assert tensors["input_ids"].tolist() == saved["train"][0]["input_ids"]
    print(json.dumps({"readers": len(loaded), "rows": len(written), "saved": {name: len(part) for name, part in saved.items()}}))


if __name__ == "__main__":
    main(*sys.argv[1:])
