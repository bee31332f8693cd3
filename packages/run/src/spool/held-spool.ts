import { openSync, closeSync, statSync } from "node:fs";
import { join } from "node:path";
import { endsTooEarly, orUnreadable } from "./or-unreadable.ts";
import { readFully } from "./read-fully.ts";
import { spoolName } from "./spool-layout.ts";

/** Ids and weights of all splits in memory, which threads share: a read for every example is a call of the system each. */
export interface HeldSpool {
  readonly memory: SharedArrayBuffer;
  /** Of each file where it begins, in bytes, and where it ends. */
  readonly files: ReadonlyMap<string, readonly [start: number, end: number]>;
}

/** What may be held, in bytes. */
const MOST_HELD_BYTES = 128 << 20;

/** Reads the spool of these splits; null if it is too large. @throws {InputOutputError} `spool-unreadable` */
export function holdSpool(folder: string, keys: readonly string[], weighted: boolean): HeldSpool | null {
  const names = [...new Set(keys)].flatMap((key) =>
    weighted ? [spoolName(key, "tokens"), spoolName(key, "weights")] : [spoolName(key, "tokens")],
  );
  const files = new Map<string, readonly [number, number]>();
  let end = 0;
  for (const name of names) {
    const path = join(folder, name);
    const size = orUnreadable(path, () => statSync(path).size);
    files.set(name, [end, end + size]);
    end += size;
    if (end > MOST_HELD_BYTES) return null;
  }
  const memory = new SharedArrayBuffer(end);
  for (const [name, [start, stop]] of files) readInto(join(folder, name), new Uint8Array(memory, start, stop - start));
  return { memory, files };
}

function readInto(path: string, target: Uint8Array): void {
  const read = orUnreadable(path, () => {
    const descriptor = openSync(path, "r");
    try {
      return readFully(descriptor, target, 0);
    } finally {
      closeSync(descriptor);
    }
  });
  if (read < target.length) throw endsTooEarly(path);
}
