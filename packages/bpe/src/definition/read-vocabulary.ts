import { brokenModel, type Fields } from "./shape.ts";

/**
 * The `vocab` of a byte-pair model.
 *
 * @throws {TurnwiseError} `broken-model` for what is no id
 */
export function readVocabulary(vocab: Fields, where: string): ReadonlyMap<string, number> {
  const vocabulary = new Map<string, number>();
  for (const token of Object.keys(vocab)) {
    const id = vocab[token];
    if (typeof id !== "number" || !Number.isInteger(id) || id < 0) {
      throw brokenModel(`${where}, model.vocab`, `gives ${JSON.stringify(token)} the id ${JSON.stringify(id)}`);
    }
    vocabulary.set(token, id);
  }
  return vocabulary;
}
