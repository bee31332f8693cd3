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
    snippet: ({ folder, packed, capacity, validation }) =>
      [
        "from datasets import load_dataset",
        ...(packed ? ["from torchtune.datasets import PackedDataset"] : []),
        "",
        ...(packed ? packedRows(rowsOf(folder, validation), capacity) : oneExampleEach(rowsOf(folder, validation))),
      ].join("\n"),
  };
}

interface Rows {
  /** Parameters of the function before its others. */
  readonly parameters: string;
  /** An expression. */
  readonly loaded: string;
  /** How the recipe's configuration names the function. */
  readonly use: string;
}

function rowsOf(folder: string, validation: boolean): Rows {
  const files = validation ? `f"${folder}/{part}-*.parquet"` : `"${folder}/train-*.parquet"`;
  return {
    parameters: validation ? 'tokenizer, part="train"' : "tokenizer",
    loaded: `load_dataset("parquet", data_files=${files}, split="train")`,
    use: `the recipe's dataset._component_${validation ? "; part: validation in it gives the other part" : ""}`,
  };
}

function oneExampleEach({ parameters, loaded, use }: Rows): readonly string[] {
  return [`def turnwise_dataset(${parameters}, **kwargs):  # ${use}`, `    return ${loaded}`];
}

/** Its collator stacks tensors of one length: `PackedDataset` makes them of the rows, as of those that it packs itself. */
function packedRows({ parameters, loaded, use }: Rows, capacity: number | null): readonly string[] {
  return [
    `def turnwise_dataset(${parameters}, **kwargs):  # ${use}, with dataset.packed: True`,
    `    packs = PackedDataset([], max_seq_len=${String(capacity)}, padding_idx=tokenizer.pad_id)`,
    `    for row in ${loaded}:`,
    "        packs._add_pack(row)  # to tensors, padded",
    "    return packs",
  ];
}
