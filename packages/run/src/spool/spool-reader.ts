import { closeSync, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { InputOutputError } from "@turnwise/core";
import { EXAMPLE_BYTES, EXAMPLE_RECORD, spoolName } from "./spool-layout.ts";

/** What is kept of all examples while they are arranged: 12 bytes an example. */
export interface SpooledExamples {
  /** Tokens of each. */
  readonly lengths: Int32Array;
  /** Where its tokens begin among those of its split, which may be a whole file: more than 32 bits count. */
  readonly offsets: Float64Array;
  /** The first example of each split, and behind the last split the number of all. */
  readonly splitStarts: Int32Array;
}

/** A split's key, and how many examples it gave. */
export interface SpooledSplit {
  readonly key: string;
  readonly examples: number;
}

/** One example's record. */
export interface ExampleRecord {
  readonly position: number;
  readonly line: number;
  readonly example: number;
  readonly tokens: number;
  readonly trained: number;
  readonly turnsBytes: number;
}

/** How many records are read at once. */
const RECORDS_AT_ONCE = 4096;

/** The records of a split, of which few are held at a time: a split may be a whole file. @throws {InputOutputError} `spool-unreadable` */
export function* readExampleRecords(folder: string, key: string): Generator<ExampleRecord, void> {
  const path = join(folder, spoolName(key, "examples"));
  const descriptor = orUnreadable(path, () => openSync(path, "r"));
  try {
    const bytes = new Uint8Array(RECORDS_AT_ONCE * EXAMPLE_BYTES);
    const view = new DataView(bytes.buffer);
    for (let position = 0; ; position += bytes.length) {
      const read = orUnreadable(path, () => readFully(descriptor, bytes, position));
      for (let at = 0; at + EXAMPLE_BYTES <= read; at += EXAMPLE_BYTES) yield recordAt(view, at);
      if (read < bytes.length) return;
    }
  } finally {
    closeSync(descriptor);
  }
}

/** Fills `target` from the file, as far as it reaches; gives how much. */
function readFully(descriptor: number, target: Uint8Array, position: number): number {
  let read = 0;
  while (read < target.length) {
    const more = readSync(descriptor, target, read, target.length - read, position + read);
    if (more === 0) break;
    read += more;
  }
  return read;
}

function recordAt(view: DataView, at: number): ExampleRecord {
  return {
    position: view.getFloat64(at + EXAMPLE_RECORD.position, true),
    line: view.getInt32(at + EXAMPLE_RECORD.line, true),
    example: view.getInt32(at + EXAMPLE_RECORD.example, true),
    tokens: view.getInt32(at + EXAMPLE_RECORD.tokens, true),
    trained: view.getInt32(at + EXAMPLE_RECORD.trained, true),
    turnsBytes: view.getInt32(at + EXAMPLE_RECORD.turnsBytes, true),
  };
}

/** Four numbers an example of a split, which the examples of the same conversation share. @throws {InputOutputError} `spool-unreadable` */
export function readFingerprints(folder: string, key: string): Int32Array {
  const view = viewOfRecords(folder, key);
  const fingerprints = new Int32Array((view.byteLength / EXAMPLE_BYTES) * 4);
  for (let at = 0; at < fingerprints.length; at++) {
    fingerprints[at] = view.getInt32((at >> 2) * EXAMPLE_BYTES + EXAMPLE_RECORD.fingerprint + 4 * (at & 3), true);
  }
  return fingerprints;
}

function viewOfRecords(folder: string, key: string): DataView {
  const path = join(folder, spoolName(key, "examples"));
  const bytes = orUnreadable(path, () => readFileSync(path));
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
}

/** Lengths and offsets of the examples of all splits, in their order. */
export function readSpooledExamples(folder: string, splits: readonly SpooledSplit[]): SpooledExamples {
  const total = splits.reduce((sum, { examples }) => sum + examples, 0);
  const lengths = new Int32Array(total);
  const offsets = new Float64Array(total);
  const splitStarts = new Int32Array(splits.length + 1);
  let at = 0;
  for (const [split, { key }] of splits.entries()) {
    splitStarts[split] = at;
    let offset = 0;
    for (const { tokens } of readExampleRecords(folder, key)) {
      lengths[at] = tokens;
      offsets[at] = offset;
      offset += tokens;
      at++;
    }
  }
  splitStarts[splits.length] = at;
  return { lengths, offsets, splitStarts };
}

/** A process may hold some thousand files open, and there are several threads. */
const MOST_OPEN_FILES = 128;

/** Reads ids, weights and records of examples, wherever they lie in the spool. */
export class TokenReader {
  readonly #folder: string;
  readonly #weighted: boolean;
  readonly #open = new Map<string, number>();

  constructor(folder: string, weighted: boolean) {
    this.#folder = folder;
    this.#weighted = weighted;
  }

  /** `count` ids from the token `offset` of a split on. */
  ids(key: string, offset: number, count: number): Int32Array {
    const ids = new Int32Array(count);
    this.#read(spoolName(key, "tokens"), 4 * offset, new Uint8Array(ids.buffer));
    return ids;
  }

  weights(key: string, offset: number, count: number): Float32Array {
    const name = spoolName(key, "weights");
    if (this.#weighted) {
      const weights = new Float32Array(count);
      this.#read(name, 4 * offset, new Uint8Array(weights.buffer));
      return weights;
    }
    const mask = new Uint8Array(count);
    this.#read(name, offset, mask);
    return new Float32Array(mask);
  }

  /** The record of the example `index` of a split. */
  record(key: string, index: number): ExampleRecord {
    const bytes = new Uint8Array(EXAMPLE_BYTES);
    this.#read(spoolName(key, "examples"), index * EXAMPLE_BYTES, bytes);
    return recordAt(new DataView(bytes.buffer), 0);
  }

  close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
  }

  #read(name: string, position: number, target: Uint8Array): void {
    const path = join(this.#folder, name);
    const done = orUnreadable(path, () => {
      let descriptor = this.#open.get(name);
      if (descriptor === undefined) {
        if (this.#open.size >= MOST_OPEN_FILES) this.close();
        this.#open.set(name, (descriptor = openSync(path, "r")));
      }
      return readFully(descriptor, target, position);
    });
    if (done < target.length) {
      throw new InputOutputError("spool-unreadable", `${path} ends too early. Remove the folder and start again.`);
    }
  }
}

function orUnreadable<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new InputOutputError("spool-unreadable", `${path} cannot be read: ${String(error)}`, { cause: error });
  }
}
