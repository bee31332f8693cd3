import type { Trainer } from "@turnwise/core";

/** torchtune takes Python objects, not files: the snippet makes them. Its labels are shifted already. */
export const torchtuneTrainer: Trainer = {
  name: "torchtune",
  description: "torchtune: tokens and labels shifted by one, for packed rows seq_lens and input_pos; Parquet",
  shift: "next-token-padded",
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
  snippet: ({ folder }) =>
    [
      "from datasets import load_dataset",
      "",
      "def turnwise_dataset(tokenizer, **kwargs):  # name it as the recipe's dataset._component_",
      `    return load_dataset("parquet", data_files="${folder}/train-*.parquet", split="train")`,
    ].join("\n"),
};
