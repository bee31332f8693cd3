import { brokenModel, countOf, notSupported, type Fields } from "./shape.ts";

/** Highest id that tables are made for; the largest tokenizers of the field have a tenth of that. */
const HIGHEST_ID = 2 ** 22;

/**
 * The `vocab` of a byte-pair model.
 *
 * @throws {TurnwiseError} `broken-model` for what is no id, and for two tokens with one id; `tokenizer-not-supported` for ids above 2^22
 */
export function readVocabulary(vocab: Fields, where: string): ReadonlyMap<string, number> {
  const place = `${where}, model.vocab`;
  const vocabulary = new Map<string, number>();
  const ids = new Set<number>();
  for (const token of Object.keys(vocab)) {
    const id = countOf(vocab[token], `${place}, ${JSON.stringify(token)}`);
    if (id > HIGHEST_ID) throw notSupported(where, `the id ${id} of ${JSON.stringify(token)} (above ${HIGHEST_ID})`);
    vocabulary.set(token, id);
    ids.add(id);
    if (ids.size < vocabulary.size) throw brokenModel(place, `gives the id ${id} twice`);
  }
  return vocabulary;
}
