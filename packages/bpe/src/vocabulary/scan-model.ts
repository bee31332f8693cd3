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
  const ids = new GrowingList(json.length >> 6);
  const starts = new GrowingList(json.length >> 6);
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
  const merges = new GrowingList(json.length >> 4);
  json.expect(OPEN_LIST);
  if (json.takes(CLOSE_LIST)) return merges.finish();
  const readPair = json.next() === QUOTE ? readLine : readList;
  let merged = 0;
  do {
    json.end = 0;
    const middle = readPair(json);
    if (middle < 0) continue;
    const { units, end } = json;
    merges.push(known(vocabulary.findUnits(units, 0, middle)));
    merges.push(known(vocabulary.findUnits(units, middle, end)));
    // Converters write the merges of one token side by side, and the tokens in order: mostly nothing need be looked for.
    if (!vocabulary.isToken(merged, units, 0, end) && !vocabulary.isToken(++merged, units, 0, end))
      merged = known(vocabulary.findUnits(units, 0, end));
    merges.push(merged);
  } while (json.takes(COMMA));
  json.expect(CLOSE_LIST);
  return merges.finish();
}

/** `"t h"`. @returns where the right part begins in the units, which are both joined; -1 for a line that is no merge */
function readLine(json: JsonBytes): number {
  json.readString();
  const { units, end } = json;
  if (isVersion(units, end)) return -1;
  let space = 0;
  while (space < end && units[space] !== SPACE) space++;
  if (space === end) throw new UnusualJson();
  for (let i = space + 1; i < end; i++) {
    const unit = units[i] ?? 0;
    if (unit === SPACE) throw new UnusualJson();
    units[i - 1] = unit;
  }
  json.end = end - 1;
  return space;
}

/** `#version: 0.2`. */
function isVersion(units: Uint16Array, end: number): boolean {
  return units[0] === VERSION[0] && VERSION.every((unit, index) => index < end && units[index] === unit);
}

/** `["t", "h"]`. @returns where the right part begins */
function readList(json: JsonBytes): number {
  json.expect(OPEN_LIST);
  json.readString();
  const middle = json.end;
  json.expect(COMMA);
  json.readString();
  json.expect(CLOSE_LIST);
  return middle;
}

function known(index: number): number {
  if (index < 0) throw new UnusualJson();
  return index;
}

/** Integers of 32 bits, as many as come. */
class GrowingList {
  #values: Int32Array;
  #length = 0;

  constructor(expected: number) {
    this.#values = new Int32Array(Math.max(expected, 16));
  }

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
