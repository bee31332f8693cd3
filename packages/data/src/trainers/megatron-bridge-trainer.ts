import type { Trainer } from "@turnwise/core";

/** Megatron-Bridge (and NeMo) take packed rows alone; labels are the ids, the mask is rolled. */
export const megatronBridgeTrainer: Trainer = {
  name: "megatron-bridge",
  description: "Megatron-Bridge, NeMo: packed *.idx.parquet with input_ids, loss_mask (rolled) and seq_start_id",
  shift: "rolled-mask",
  format: "parquet",
  extension: ".idx.parquet",
  layout: "files",
  packing: "required",
  columns: () => [
    { name: "input_ids", content: "ids" },
    { name: "loss_mask", content: "mask" },
    { name: "seq_start_id", content: "starts" },
  ],
  snippet: ({ folder, capacity, validation }) =>
    [
      "from megatron.bridge.data.packing import PackedSequenceSpecs",
      "",
      "specs = PackedSequenceSpecs(",
      `    packed_sequence_size=${String(capacity)},`,
      `    packed_train_data_path="${folder}/train-*.idx.parquet",`,
      ...(validation ? [`    packed_val_data_path="${folder}/validation-*.idx.parquet",`] : []),
      ")",
    ].join("\n"),
};
