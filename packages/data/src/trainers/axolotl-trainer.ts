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
  snippet: ({ folder, validation }) =>
    [
      ...dataset("datasets", folder, "train"),
      ...(validation ? dataset("test_datasets", folder, "validation") : []),
      "sample_packing: true",
    ].join("\n"),
};

function dataset(key: string, folder: string, part: string): readonly string[] {
  return [
    `${key}:`,
    `  - path: ${folder}`,
    `    data_files: ${folder}/${part}-*.parquet  # seen from the working directory, not from path`,
    "    ds_type: parquet",
    "    split: train  # as datasets calls any files",
    "    type:  # empty: the rows are tokenised already",
  ];
}
