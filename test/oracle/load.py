"""Shows that an output directory of `turnwise prepare` loads: python3 load.py OUT (needs datasets, pyarrow, polars)."""

import sys
import tempfile

import datasets
import polars
import pyarrow.parquet

out = sys.argv[1]
with tempfile.TemporaryDirectory() as cache:
    rows = datasets.load_dataset("parquet", data_files=f"{out}/train-*.parquet", split="train", cache_dir=cache)
    table = pyarrow.parquet.read_table(f"{out}/train-00000.parquet")
    frame = polars.read_parquet(f"{out}/train-00000.parquet")
    index = polars.read_parquet(f"{out}/index/rows.parquet")
    assert len(rows) == table.num_rows == frame.height == index.height
    for column in ("input_ids", "labels", "attention_mask"):
        for at, values in enumerate(rows[column]):
            assert values == table[column][at].as_py() == frame[column][at].to_list(), (column, at)
            assert all(type(value) is int for value in values), (column, at)
    print(f"datasets {datasets.__version__}: {rows.features}")
    print(f"pyarrow {pyarrow.__version__}: {table.schema.types}")
    print(f"polars {polars.__version__}: {frame.schema}")
    print(f"{len(rows)} rows, equal in all three")
