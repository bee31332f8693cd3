import type { Trainer } from "@turnwise/core";

/** LLaMA-Factory reads tokens from a folder of `datasets`, and ignores all its other data settings then. */
export const llamafactoryTrainer: Trainer = {
  name: "llamafactory",
  description: "LLaMA-Factory's tokenized_path: input_ids, attention_mask, labels; a folder of datasets' save_to_disk",
  shift: "none",
  format: "arrow",
  extension: null,
  layout: "dataset-dict",
  packing: "impossible",
  columns: () => [
    { name: "input_ids", content: "ids" },
    { name: "attention_mask", content: "ones" },
    { name: "labels", content: "labels" },
  ],
  snippet: ({ folder, validation }) =>
    [
      `tokenized_path: ${folder}/dataset`,
      "dataset: any  # not read, but it must be set where val_size is",
      "packing: false",
      "cutoff_len: 1000000  # rows are not cut again",
      ...(validation ? ["eval_strategy: epoch  # on the part for validation, which is in the same folder"] : []),
    ].join("\n"),
};
