"""TRL's preparation of chats: `SFTTrainer` with assistant-only loss and `bfd` packing, to Parquet.

The trainer is made for its preparation alone, with a model of one small layer; no step is taken. Prints one line of JSON.

    python trl_job.py --rows FILE.jsonl --model DIR --out FILE.parquet --pack 4096 [--processes N]
"""

import argparse
import json
import os
import resource
import sys
import tempfile
import time

BEGIN = time.perf_counter()
os.environ["TOKENIZERS_PARALLELISM"] = "false"
os.environ["TRANSFORMERS_VERBOSITY"] = "error"
os.environ["HF_HUB_OFFLINE"] = "1"

import datasets
import transformers
import trl


def seconds_of_processor():
    return sum(
        getattr(resource.getrusage(who), name)
        for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        for name in ("ru_utime", "ru_stime")
    )


def main():
    parser = argparse.ArgumentParser()
    for name in ("rows", "model", "out"):
        parser.add_argument(f"--{name}", required=True)
    parser.add_argument("--pack", type=int, required=True)
    parser.add_argument("--processes", type=int)
    options = parser.parse_args()
    datasets.disable_progress_bars()
    tokenizer = transformers.AutoTokenizer.from_pretrained(options.model)
    tokenizer("x")
    shape = {"hidden_size": 8, "intermediate_size": 8, "num_hidden_layers": 1, "num_attention_heads": 1}
    model = transformers.LlamaForCausalLM(transformers.LlamaConfig(vocab_size=len(tokenizer), **shape))
    with tempfile.TemporaryDirectory() as scratch:
        config = trl.SFTConfig(
            output_dir=scratch,
            max_length=options.pack,
            packing=True,
            packing_strategy="bfd",
            assistant_only_loss=True,
            dataset_num_proc=options.processes,
            report_to="none",
            use_cpu=True,
            bf16=False,
            gradient_checkpointing=False,
        )
        setup = time.perf_counter() - BEGIN
        cpu, begin = seconds_of_processor(), time.perf_counter()
        rows = datasets.load_dataset("json", data_files=options.rows, split="train", cache_dir=scratch)
        trainer = trl.SFTTrainer(model=model, args=config, train_dataset=rows, processing_class=tokenizer)
        packed = trainer.train_dataset
        packed.to_parquet(options.out)
        total, cpu = time.perf_counter() - begin, seconds_of_processor() - cpu
        lengths = packed["seq_lengths"][:]
        tokens = sum(map(sum, lengths))
        trained = sum(label != -100 for labels in packed["labels"] for label in labels)
    peak = sum(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF,)) / 1024
    result = {
        "setup": setup,
        "total": total,
        "cpu": cpu,
        "prepared": sum(map(len, lengths)),
        "tokens": tokens,
        "trained": trained,
        "fill": tokens / (len(packed) * options.pack),
        "peakMegabytes": peak,
        "version": f"trl {trl.__version__}, transformers {transformers.__version__}",
    }
    json.dump(result, sys.stdout)
    print()


if __name__ == "__main__":
    main()
