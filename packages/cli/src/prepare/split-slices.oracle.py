"""
Writes split-slices.oracle.json: which rows `datasets` takes of splits of many sizes, or that it takes a text for none.

    pip install datasets==5.2.0 && python packages/cli/src/prepare/split-slices.oracle.py
"""
import json
from pathlib import Path

import datasets
from datasets import ReadInstruction

SPECS = [
    "train", "train[:10]", "train[10:]", "train[3:7]", "train[:-3]", "train[-3:]", "train[-7:-3]", "train[5:3]", "train[:0]", "train[0:]", "train[:]",
    "train[1_0:2_0]", "train[:10%]", "train[10%:20%]", "train[-5%:]", "train[:-5%]", "train[33%:66%]", "train[50%:50%]", "train[:100%]", "train[-100%:]",
    "train[10:20%]", "train[10%:20]", "train[:15%](closest)", "train[:15%](pct1_dropremainder)", "train[-7%:](pct1_dropremainder)",
    "train+test", "train[:2]+test[-2:]", "train[:10%] + test[20%:]", "train[:1%]+train[99%:]", "a.b[:2]", "a_1[:2]",
    "train[:101%]", "train[-101%:]", "train[5]", "train[]", "train[%:]", "train[:5", "train:5]", "[:5]", "train[1.5:]", "train[a:b]", "train[:5]x",
    "train[:5](closest)", "train[:5%](nearest)", "train[:5%]+test[:5%](pct1_dropremainder)", "+train", "train+", "train[:2]:0.5",
]
SIZES = [0, 1, 3, 10, 49, 50, 99, 100, 101, 150, 1250, 999_999]


def answer(spec, size):
    try:
        lengths = {"train": size, "test": size // 2, "a.b": size, "a_1": size}
        return [[each.splitname, each.from_, each.to] for each in ReadInstruction.from_spec(spec).to_absolute(lengths)]
    except (ValueError, AssertionError):
        return None


answers = {
    "datasets": datasets.__version__,
    "script": "split-slices.oracle.py",
    "sizes": SIZES,
    "answers": {spec: [answer(spec, size) for size in SIZES] for spec in SPECS},
}
Path(__file__).with_suffix(".json").write_text(json.dumps(answers, indent=1) + "\n")
