import { closeSync, openSync } from "node:fs";
import { join } from "node:path";
import { endsTooEarly, unreadable } from "./or-unreadable.ts";
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

  /** Fills `target` from a file. Called for every example: it makes neither paths nor functions. @throws {InputOutputError} `spool-unreadable` */
  read(name: string, position: number, target: Uint8Array): void {
    let done: number;
    try {
      done = readFully(this.#descriptors.get(name) ?? this.#open(name), target, position);
    } catch (error) {
      throw unreadable(join(this.#folder, name), error);
    }
    if (done < target.length) throw endsTooEarly(join(this.#folder, name));
  }

  #open(name: string): number {
    if (this.#descriptors.size >= MOST_OPEN_FILES) this.close();
    const descriptor = openSync(join(this.#folder, name), "r");
    this.#descriptors.set(name, descriptor);
    return descriptor;
  }

  close(): void {
    for (const descriptor of this.#descriptors.values()) closeSync(descriptor);
    this.#descriptors.clear();
  }
}
