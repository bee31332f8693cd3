import { UnusualJson, type JsonBytes } from "./json-bytes.ts";
import { MOST_TOKENS } from "./token-list.ts";
import { VocabularyIndex } from "./vocabulary-index.ts";

const SPACE = 0x20;
const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const [OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];
const VERSION = Uint16Array.from("#version", (character) => character.charCodeAt(0));

/** `{"the": 1820, …}`. @throws {UnusualJson} */
export function scanVocabulary(json: JsonBytes): VocabularyIndex {
  const ids = new GrowingList();
  const starts = new GrowingList();
  json.end = 0;
  json.expect(OPEN_OBJECT);
  do {
    starts.push(json.end);
    json.readString();
    json.expect(COLON);
    const id = json.readInteger();
    if (id >= MOST_TOKENS) throw new UnusualJson();
    ids.push(id);
  } while (json.takes(COMMA));
  json.expect(CLOSE_OBJECT);
  starts.push(json.end);
  const units = json.units.slice(0, json.end);
  json.end = 0;
  return new VocabularyIndex({ units, starts: starts.finish(), ids: ids.finish() });
}

/** `["t h", …]` or `[["t", "h"], …]`. @throws {UnusualJson} also for a token that the vocabulary lacks */
export function scanMerges(json: JsonBytes, vocabulary: VocabularyIndex | undefined): Int32Array {
  if (vocabulary === undefined) throw new UnusualJson();
  const merges = new GrowingList();
  json.expect(OPEN_LIST);
  if (json.takes(CLOSE_LIST)) return merges.finish();
  const isOfLines = json.next() === QUOTE;
  do {
    if (isOfLines) scanLine(json, vocabulary, merges);
    else scanPair(json, vocabulary, merges);
  } while (json.takes(COMMA));
  json.expect(CLOSE_LIST);
  return merges.finish();
}

function scanLine(json: JsonBytes, vocabulary: VocabularyIndex, merges: GrowingList): void {
  json.end = 0;
  json.readString();
  const { units, end } = json;
  if (VERSION.every((unit, index) => index < end && units[index] === unit)) return;
  let space = 0;
  while (space < end && units[space] !== SPACE) space++;
  for (let i = space + 1; i < end; i++) if (units[i] === SPACE) throw new UnusualJson();
  if (space === end) throw new UnusualJson();
  merges.push(known(vocabulary.findUnits(units, 0, space)));
  merges.push(known(vocabulary.findUnits(units, space + 1, end)));
}

function scanPair(json: JsonBytes, vocabulary: VocabularyIndex, merges: GrowingList): void {
  json.expect(OPEN_LIST);
  scanToken(json, vocabulary, merges);
  json.expect(COMMA);
  scanToken(json, vocabulary, merges);
  json.expect(CLOSE_LIST);
}

function scanToken(json: JsonBytes, vocabulary: VocabularyIndex, merges: GrowingList): void {
  json.end = 0;
  json.readString();
  merges.push(known(vocabulary.findUnits(json.units, 0, json.end)));
}

function known(index: number): number {
  if (index < 0) throw new UnusualJson();
  return index;
}

/** Integers of 32 bits, as many as come. */
class GrowingList {
  #values = new Int32Array(1 << 16);
  #length = 0;

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const values = new Int32Array(2 * this.#length);
      values.set(this.#values);
      this.#values = values;
    }
    this.#values[this.#length++] = value;
  }

  finish(): Int32Array {
    return this.#values.slice(0, this.#length);
  }
}
