import type { Trainer } from "@turnwise/core";

/** Axolotl packs at training time and numbers positions by row: rows that are packed already would run into one another. */
export const axolotlTrainer: Trainer = {
  name: "axolotl",
  description: "Axolotl with an empty `type`: exactly input_ids, attention_mask, labels; Parquet; it packs itself",
  shift: "none",
  format: "parquet",
  extension: null,
  layout: "files",
  packing: "impossible",
  columns: () => [
    { name: "input_ids", content: "ids" },
    { name: "attention_mask", content: "ones" },
    { name: "labels", content: "labels" },
  ],
  snippet: ({ folder }) =>
    [
      "datasets:",
      `  - path: ${folder}`,
      `    data_files: ${folder}/train-*.parquet  # seen from the working directory, not from path`,
      "    ds_type: parquet",
      "    type:  # empty: the rows are tokenised already",
      "sample_packing: true",
    ].join("\n"),
};
