import { closeSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OpenFiles } from "./open-files.ts";
import { orUnreadable } from "./or-unreadable.ts";
import { readFully } from "./read-fully.ts";
import { EXAMPLE_BYTES, EXAMPLE_RECORD, spoolName } from "./spool-layout.ts";

/** One example's record. */
export interface ExampleRecord {
  readonly position: number;
  readonly line: number;
  readonly example: number;
  readonly tokens: number;
  readonly trained: number;
  /** First byte of its line in `turns`. */
  readonly turns: number;
}

/** How many records are read at once. */
const RECORDS_AT_ONCE = 4096;

/** The records of a split, from an example on, of which few are held at a time: a split may be a whole file. @throws {InputOutputError} `spool-unreadable` */
export function* readExampleRecords(folder: string, key: string, first: number = 0): Generator<ExampleRecord, void> {
  const path = join(folder, spoolName(key, "examples"));
  const descriptor = orUnreadable(path, () => openSync(path, "r"));
  try {
    const bytes = new Uint8Array(RECORDS_AT_ONCE * EXAMPLE_BYTES);
    const view = new DataView(bytes.buffer);
    for (let position = first * EXAMPLE_BYTES; ; position += bytes.length) {
      const read = orUnreadable(path, () => readFully(descriptor, bytes, position));
      for (let at = 0; at + EXAMPLE_BYTES <= read; at += EXAMPLE_BYTES) yield recordAt(view, at);
      if (read < bytes.length) return;
    }
  } finally {
    closeSync(descriptor);
  }
}

function recordAt(view: DataView, at: number): ExampleRecord {
  return {
    position: view.getFloat64(at + EXAMPLE_RECORD.position, true),
    line: view.getInt32(at + EXAMPLE_RECORD.line, true),
    example: view.getInt32(at + EXAMPLE_RECORD.example, true),
    tokens: view.getInt32(at + EXAMPLE_RECORD.tokens, true),
    trained: view.getInt32(at + EXAMPLE_RECORD.trained, true),
    turns: view.getFloat64(at + EXAMPLE_RECORD.turns, true),
  };
}

/** Four numbers an example of a split, which the examples of the same conversation share. @throws {InputOutputError} `spool-unreadable` */
export function readFingerprints(folder: string, key: string): Int32Array {
  const path = join(folder, spoolName(key, "examples"));
  const { buffer, byteOffset, byteLength } = orUnreadable(path, () => readFileSync(path));
  const view = new DataView(buffer, byteOffset, byteLength);
  const fingerprints = new Int32Array((byteLength / EXAMPLE_BYTES) * 4);
  for (let at = 0; at < fingerprints.length; at++) {
    fingerprints[at] = view.getInt32((at >> 2) * EXAMPLE_BYTES + EXAMPLE_RECORD.fingerprint + 4 * (at & 3), true);
  }
  return fingerprints;
}

/** The record of the example `index` of a split. @throws {InputOutputError} `spool-unreadable` */
export function readExampleRecord(files: OpenFiles, key: string, index: number): ExampleRecord {
  const bytes = new Uint8Array(EXAMPLE_BYTES);
  files.read(spoolName(key, "examples"), index * EXAMPLE_BYTES, bytes);
  return recordAt(new DataView(bytes.buffer), 0);
}
