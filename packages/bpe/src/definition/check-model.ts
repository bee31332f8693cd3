import { brokenModel, fieldsOf, notSupported, onlyKnown, type Fields } from "./shape.ts";

const FIELDS = [
  "type",
  "dropout",
  "unk_token",
  "continuing_subword_prefix",
  "end_of_word_suffix",
  "fuse_unk",
  "byte_fallback",
  "ignore_merges",
  "vocab",
  "merges",
];

/**
 * The model of a tokenizer.json, and its vocabulary, if it can be followed.
 *
 * @throws {TurnwiseError} `broken-model`, `tokenizer-not-supported`
 */
export function checkModel(tokenizer: Fields, where: string): { readonly model: Fields; readonly vocabulary: Fields } {
  const model = fieldsOf(tokenizer["model"], `${where}, model`);
  const type = model["type"] ?? (Array.isArray(model["merges"]) ? "BPE" : "unknown");
  if (type !== "BPE") throw notSupported(where, `the tokenizer model ${String(type)} (only BPE)`);
  onlyKnown(model, FIELDS, `${where}, model`);
  for (const setting of ["continuing_subword_prefix", "end_of_word_suffix"]) {
    if (model[setting]) throw notSupported(where, `the model setting ${setting}`);
  }
  if (model["dropout"]) throw notSupported(where, "merges left out at random (model.dropout)");
  if (!Array.isArray(model["merges"])) throw brokenModel(`${where}, model.merges`, "is not a list");
  return { model, vocabulary: fieldsOf(model["vocab"], `${where}, model.vocab`) };
}
