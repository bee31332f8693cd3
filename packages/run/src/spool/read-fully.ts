import { readSync } from "node:fs";

/** Fills `target` from the file, as far as it reaches; gives how much. */
export function readFully(descriptor: number, target: Uint8Array, position: number): number {
  let read = 0;
  while (read < target.length) {
    const more = readSync(descriptor, target, read, target.length - read, position + read);
    if (more === 0) break;
    read += more;
  }
  return read;
}
