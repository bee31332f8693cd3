import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { endsTooEarly, orUnreadable } from "./or-unreadable.ts";
import { readFully } from "./read-fully.ts";

/** A process may hold some thousand files open, and there are several threads. */
const MOST_OPEN_FILES = 128;

/** Files of the spool that are read here and there. */
export class OpenFiles {
  readonly #folder: string;
  readonly #descriptors = new Map<string, number>();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Fills `target` from a file. @throws {InputOutputError} `spool-unreadable` */
  read(name: string, position: number, target: Uint8Array): void {
    const path = join(this.#folder, name);
    const done = orUnreadable(path, () => {
      let descriptor = this.#descriptors.get(name);
      if (descriptor === undefined) {
        if (this.#descriptors.size >= MOST_OPEN_FILES) this.close();
        this.#descriptors.set(name, (descriptor = openSync(path, "r")));
      }
      return readFully(descriptor, target, position);
    });
    if (done < target.length) throw endsTooEarly(path);
  }

  close(): void {
    for (const descriptor of this.#descriptors.values()) closeSync(descriptor);
    this.#descriptors.clear();
  }
}
