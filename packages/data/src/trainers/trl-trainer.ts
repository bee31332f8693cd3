import type { Trainer } from "@turnwise/core";

/** TRL drops `attention_mask` and `position_ids`, and makes both from `seq_lengths`. */
export const trlTrainer: Trainer = {
  name: "trl",
  description: "TRL's SFTTrainer: input_ids, labels, for packed rows seq_lengths; Parquet",
  shift: "none",
  format: "parquet",
  extension: null,
  layout: "files",
  packing: "possible",
  columns: ({ packed }) => [
    { name: "input_ids", content: "ids" },
    { name: "labels", content: "labels" },
    ...(packed ? [{ name: "seq_lengths", content: "lengths" } as const] : []),
  ],
  snippet: ({ folder, packed, validation }) =>
    [
      "from datasets import load_dataset",
      "from trl import SFTConfig, SFTTrainer",
      "",
      `dataset = load_dataset("parquet", data_files="${folder}/train-*.parquet", split="train")`,
      ...(validation
        ? [`validation = load_dataset("parquet", data_files="${folder}/validation-*.parquet", split="train")`]
        : []),
      "config = SFTConfig(",
      "    max_length=None,  # the default, 1024, would cut rows",
      '    dataset_kwargs={"skip_prepare_dataset": True},',
      ...(packed
        ? [
            "    packing=False,  # the rows are packed already",
            "    padding_free=True,  # with flash attention: examples of a row must not see each other",
          ]
        : []),
      ")",
      `trainer = SFTTrainer(model, args=config, train_dataset=dataset${validation ? ", eval_dataset=validation" : ""})`,
    ].join("\n"),
};
