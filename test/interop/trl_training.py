"""Three steps of TRL's SFTTrainer on our rows and on its own preparation of the same conversations.

Both give the same ids and labels, row by row, so the losses of the steps are the same numbers.

    python trl_training.py MODEL_DIR CHATS.jsonl OUR_FOLDER
"""

import json
import sys
import tempfile

from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

STEPS = 3


def trainer(model, dataset, out, **settings):
    config = SFTConfig(
        output_dir=out,
        max_length=None,
        max_steps=STEPS,
        per_device_train_batch_size=4,
        logging_steps=1,
        learning_rate=0.01,
        seed=1,
        report_to="none",
        save_strategy="no",
        disable_tqdm=True,
        use_cpu=True,
        bf16=False,
        gradient_checkpointing=False,
        **settings,
    )
    return SFTTrainer(
        model=AutoModelForCausalLM.from_pretrained(model),
        args=config,
        train_dataset=dataset,
        processing_class=AutoTokenizer.from_pretrained(model),
    )


def losses(trained):
    trained.train()
    return [entry["loss"] for entry in trained.state.log_history if "loss" in entry]


def main(model, chats, folder):
    ours = load_dataset("parquet", data_files=f"{folder}/train-*.parquet", split="train")
    theirs = load_dataset("json", data_files=chats, split="train")
    with tempfile.TemporaryDirectory() as out:
        with_ours = trainer(model, ours, out, dataset_kwargs={"skip_prepare_dataset": True})
        with_theirs = trainer(model, theirs, out, assistant_only_loss=True)
        prepared = with_theirs.train_dataset
        for column in ("input_ids", "labels"):
            assert ours[column][:] == prepared[column][:], f"{column} differ"
        trained = sum(label != -100 for labels in ours["labels"] for label in labels)
        assert 0 < trained < sum(map(len, ours["labels"]))
        our_losses, their_losses = losses(with_ours), losses(with_theirs)
    assert len(our_losses) == STEPS and our_losses == their_losses, (our_losses, their_losses)
    assert our_losses[-1] < our_losses[0], our_losses
    print(json.dumps({"rows": len(ours), "trained": trained, "losses": our_losses, "trl": their_losses}))


if __name__ == "__main__":
    main(*sys.argv[1:])
