import type { Source } from "./source.ts";
import type { Value } from "./value.ts";

/** One entry of a dict, with its key as it was given (1, 1.0 and True are one key in Python). */
export interface Entry {
  readonly key: Value;
  readonly value: Value;
}

/**
 * By what a key is found: what is equal in Python is the same key here, see `hashOf`. A str is itself; one that begins with U+0000
 * has another U+0000 before it, since keys that are neither texts nor numbers begin so.
 */
export type Hash = string | number | bigint | symbol | null | object;

/** A Python dict in insertion order. Templates cannot change it: the sandbox forbids it. */
export class Dict {
  #entries: ReadonlyMap<Hash, Entry> | null;
  readonly #make: (() => ReadonlyMap<Hash, Entry>) | null;
  /** Where in the context it stands as a whole; null if it was made by the template. */
  readonly source: Source | null;

  /** Entries may be made when they are first asked for. */
  constructor(entries: ReadonlyMap<Hash, Entry> | (() => ReadonlyMap<Hash, Entry>), source: Source | null = null) {
    this.source = source;
    this.#entries = typeof entries === "function" ? null : entries;
    this.#make = typeof entries === "function" ? entries : null;
  }

  get entries(): ReadonlyMap<Hash, Entry> {
    this.#entries ??= this.#make?.() ?? new Map();
    return this.#entries;
  }

  get(key: string): Value | undefined {
    return this.entries.get(textHash(key))?.value;
  }
}

/** The hash of a str. */
export function textHash(key: string): string {
  return key.startsWith("\0") ? `\0${key}` : key;
}
