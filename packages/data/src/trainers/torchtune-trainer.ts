import type { Trainer } from "@turnwise/core";

/** The release, 0.6.1: its recipes shift the labels in `_loss_step`. */
export const torchtuneTrainer: Trainer = torchtune(
  "torchtune",
  "torchtune 0.6.1: tokens and labels, which its recipes shift; for packed rows seq_lens and input_pos; Parquet",
  "none",
);

/** The unreleased main branch (bd2a0fc7c): its recipes take labels as they stand, its data sets shift them. */
export const torchtuneMainTrainer: Trainer = torchtune(
  "torchtune-main",
  "torchtune's main branch after 0.6.1: tokens and labels shifted by one; for packed rows seq_lens and input_pos; Parquet",
  "next-token-padded",
);

/** torchtune takes Python objects, not files: the snippet makes them. */
function torchtune(name: string, description: string, shift: string): Trainer {
  return {
    name,
    description,
    shift,
    format: "parquet",
    extension: null,
    layout: "files",
    packing: "possible",
    columns: ({ packed }) => [
      { name: "tokens", content: "ids" },
      { name: "labels", content: "labels" },
      ...(packed
        ? ([
            { name: "input_pos", content: "positions" },
            { name: "seq_lens", content: "lengths" },
          ] as const)
        : []),
    ],
    snippet: ({ folder, packed, capacity }) => {
      const rows = `load_dataset("parquet", data_files="${folder}/train-*.parquet", split="train")`;
      return packed ? packedRows(rows, capacity) : oneExampleEach(rows);
    },
  };
}

function oneExampleEach(rows: string): string {
  return [
    "from datasets import load_dataset",
    "",
    "def turnwise_dataset(tokenizer, **kwargs):  # name it as the recipe's dataset._component_",
    `    return ${rows}`,
  ].join("\n");
}

/** Its collator stacks tensors of one length: `PackedDataset` makes them of the rows, as of those that it packs itself. */
function packedRows(rows: string, capacity: number | null): string {
  return [
    "from datasets import load_dataset",
    "from torchtune.datasets import PackedDataset",
    "",
    "def turnwise_dataset(tokenizer, **kwargs):  # the recipe's dataset._component_, with dataset.packed: True",
    `    packs = PackedDataset([], max_seq_len=${String(capacity)}, padding_idx=tokenizer.pad_id)`,
    `    for row in ${rows}:`,
    "        packs._add_pack(row)  # to tensors, padded",
    "    return packs",
  ].join("\n");
}
