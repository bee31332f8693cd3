import { closeSync, openSync, readSync } from "node:fs";
import { orUnreadable } from "./or-unreadable.ts";

const CHUNK_BYTES = 1 << 16;

/** The lines of a file of the spool, each of which ends in a line feed. @throws {InputOutputError} `spool-unreadable` */
export function* readLines(path: string): Generator<string, void> {
  const descriptor = orUnreadable(path, () => openSync(path, "r"));
  try {
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const chunk = new Uint8Array(CHUNK_BYTES);
    let begun = "";
    for (;;) {
      const length = orUnreadable(path, () => readSync(descriptor, chunk));
      if (length === 0) return;
      const lines = decoder.decode(chunk.subarray(0, length), { stream: true }).split("\n");
      lines[0] = begun + (lines[0] ?? "");
      begun = lines.pop() ?? "";
      yield* lines;
    }
  } finally {
    closeSync(descriptor);
  }
}
