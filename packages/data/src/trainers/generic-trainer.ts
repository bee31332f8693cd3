import type { Trainer } from "@turnwise/core";

/** For trainers of one's own: everything that is known, in any shift. */
export const genericTrainer: Trainer = {
  name: "generic",
  description: "input_ids, labels, attention_mask, for packed rows position_ids and seq_lengths; any shift",
  shift: null,
  format: "parquet",
  extension: null,
  layout: "files",
  packing: "possible",
  columns: ({ packed, weighted }) => [
    { name: "input_ids", content: "ids" },
    { name: "labels", content: "labels" },
    { name: "attention_mask", content: "ones" },
    ...(weighted ? [{ name: "loss_weights", content: "weights" } as const] : []),
    ...(packed
      ? ([
          { name: "position_ids", content: "positions" },
          { name: "seq_lengths", content: "lengths" },
        ] as const)
      : []),
  ],
  snippet: ({ folder, validation }) =>
    [
      "from datasets import load_dataset",
      "",
      `dataset = load_dataset("${folder}", split="train")`,
      ...(validation ? [`validation = load_dataset("${folder}", split="validation")`] : []),
    ].join("\n"),
};
