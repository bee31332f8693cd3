import { closeSync, openSync, readFileSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { InputOutputError } from "@turnwise/core";
import { orUnreadable } from "./or-unreadable.ts";
import { EXAMPLE_BYTES, EXAMPLE_RECORD, spoolName } from "./spool-layout.ts";

/** One example's record. */
export interface ExampleRecord {
  readonly position: number;
  readonly line: number;
  readonly example: number;
  readonly tokens: number;
  readonly trained: number;
  /** Number of its line in `turns`. */
  readonly turns: number;
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
    turns: view.getInt32(at + EXAMPLE_RECORD.turns, true),
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

/** A process may hold some thousand files open, and there are several threads. */
const MOST_OPEN_FILES = 128;

/** Files that take no more than this together are read once, each as a whole: a read for every example is a call of the system each. */
const MOST_HELD_BYTES = 64 << 20;

/** Reads ids, weights and records of examples, wherever they lie in the spool. @throws {InputOutputError} `spool-unreadable` */
export class TokenReader {
  readonly #folder: string;
  readonly #weighted: boolean;
  readonly #holds: boolean;
  readonly #held = new Map<string, Uint8Array>();
  readonly #open = new Map<string, number>();
  #mask = new Uint8Array(0);

  /** `keys`: of the splits whose ids and weights will be asked for again and again. */
  constructor(folder: string, weighted: boolean, keys: readonly string[] = []) {
    this.#folder = folder;
    this.#weighted = weighted;
    const files = keys.flatMap((key) => [spoolName(key, "tokens"), spoolName(key, "weights")]);
    this.#holds = keys.length > 0 && sizeOf(folder, files) <= MOST_HELD_BYTES;
  }

  /** Fills `target` with ids from the token `offset` of a split on. */
  ids(key: string, offset: number, target: Int32Array): void {
    this.#fill(spoolName(key, "tokens"), 4 * offset, bytesOf(target));
  }

  weights(key: string, offset: number, target: Float32Array): void {
    const name = spoolName(key, "weights");
    if (this.#weighted) {
      this.#fill(name, 4 * offset, bytesOf(target));
      return;
    }
    if (this.#mask.length < target.length) this.#mask = new Uint8Array(2 * target.length);
    const mask = this.#mask;
    this.#fill(name, offset, mask.subarray(0, target.length));
    for (let at = 0; at < target.length; at++) target[at] = mask[at] ?? 0;
  }

  /** The record of the example `index` of a split. */
  record(key: string, index: number): ExampleRecord {
    const bytes = new Uint8Array(EXAMPLE_BYTES);
    this.#fill(spoolName(key, "examples"), index * EXAMPLE_BYTES, bytes);
    return recordAt(new DataView(bytes.buffer), 0);
  }

  close(): void {
    for (const descriptor of this.#open.values()) closeSync(descriptor);
    this.#open.clear();
    this.#held.clear();
  }

  #fill(name: string, position: number, target: Uint8Array): void {
    const held = this.#holds ? this.#hold(name) : null;
    if (held === null) this.#read(name, position, target);
    else if (position + target.length > held.length) throw endsTooEarly(join(this.#folder, name));
    else target.set(held.subarray(position, position + target.length));
  }

  #hold(name: string): Uint8Array {
    let bytes = this.#held.get(name);
    if (bytes === undefined) {
      const path = join(this.#folder, name);
      this.#held.set(name, (bytes = orUnreadable(path, () => readFileSync(path))));
    }
    return bytes;
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
    if (done < target.length) throw endsTooEarly(path);
  }
}

function bytesOf({ buffer, byteOffset, byteLength }: Int32Array | Float32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

function endsTooEarly(path: string): InputOutputError {
  return new InputOutputError("spool-unreadable", `${path} ends too early. Remove the folder and start again.`);
}

function sizeOf(folder: string, files: readonly string[]): number {
  return files.reduce((sum, name) => {
    const path = join(folder, name);
    return sum + orUnreadable(path, () => statSync(path).size);
  }, 0);
}
