import { TurnwiseError } from "@turnwise/core";
import { JsonBytes, UnusualJson } from "./json-bytes.ts";
import { scanMerges, scanVocabulary } from "./scan-model.ts";
import type { VocabularyIndex } from "./vocabulary-index.ts";

/** A tokenizer.json of which the large parts were never strings. */
export interface ScannedTokenizer {
  /** What JSON.parse makes of it with an empty `vocab` and empty `merges`. */
  readonly rest: unknown;
  readonly vocabulary: VocabularyIndex;
  /** Three indexes in the vocabulary for each: left, right, and what they make. */
  readonly merges: Int32Array;
}

const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const COMMA = 0x2c;

/**
 * Reads the vocabulary and the merges of a byte-pair model from the bytes of its tokenizer.json: the strings and arrays that JSON.parse would
 * make of them are most of what loading costs.
 *
 * @returns null for whatever is not as files are that `tokenizers` writes (keys that stand twice, merges before the vocabulary, …), and for
 * what is wrong: JSON.parse, and who reads what it makes, take the one as it is meant, and say what is the matter with the other
 */
export function scanTokenizerJson(bytes: Uint8Array): ScannedTokenizer | null {
  try {
    return scan(bytes);
  } catch (error) {
    if (error instanceof UnusualJson || error instanceof TurnwiseError) return null;
    throw error;
  }
}

interface Part {
  readonly start: number;
  readonly end: number;
}

function scan(bytes: Uint8Array): ScannedTokenizer | null {
  const json = new JsonBytes(bytes);
  const scanned: { vocabulary?: VocabularyIndex; merges?: Int32Array } = {};
  const parts: Part[] = [];
  const readPart = (read: () => void): void => {
    json.next();
    const start = json.at;
    read();
    parts.push({ start, end: json.at });
  };
  readObject(json, (key) => {
    if (key !== "model") return json.skipValue();
    readObject(json, (field) => {
      if (field === "vocab") readPart(() => (scanned.vocabulary = scanVocabulary(json)));
      else if (field === "merges") readPart(() => (scanned.merges = scanMerges(json, scanned.vocabulary)));
      else json.skipValue();
    });
  });
  const [vocab, merged, ...others] = parts;
  const { vocabulary, merges } = scanned;
  if (vocab === undefined || merged === undefined || others.length > 0) return null;
  if (vocabulary === undefined || merges === undefined) return null;
  const rest = parseRest(
    bytes.subarray(0, vocab.start),
    "{}",
    bytes.subarray(vocab.end, merged.start),
    "[]",
    bytes.subarray(merged.end),
  );
  return { rest, vocabulary, merges };
}

/** Each key once. */
function readObject(json: JsonBytes, readValue: (key: string) => void): void {
  const keys = new Set<string>();
  json.expect(OPEN_OBJECT);
  do {
    const key = json.readKey();
    if (keys.has(key)) throw new UnusualJson();
    keys.add(key);
    readValue(key);
  } while (json.takes(COMMA));
  json.expect(CLOSE_OBJECT);
}

function parseRest(...parts: readonly (Uint8Array | string)[]): unknown {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  try {
    return JSON.parse(parts.map((part) => (typeof part === "string" ? part : decoder.decode(part))).join(""));
  } catch {
    throw new UnusualJson();
  }
}
