import type { Value } from "./value.ts";

/** One entry of a dict, with its key as it was given (1, 1.0 and True are one key in Python). */
export interface Entry {
  readonly key: Value;
  readonly value: Value;
}

/** By what a key is found: a string for str, a number for whole numbers and bools, … See `hashOf`. */
export type Hash = string | number | bigint | symbol | null | object;

/** A Python dict in insertion order. Templates cannot change it: the sandbox forbids it. */
export class Dict {
  #entries: ReadonlyMap<Hash, Entry> | null;
  readonly #make: (() => ReadonlyMap<Hash, Entry>) | null;

  /** Entries may be made when they are first asked for. */
  constructor(entries: ReadonlyMap<Hash, Entry> | (() => ReadonlyMap<Hash, Entry>)) {
    this.#entries = typeof entries === "function" ? null : entries;
    this.#make = typeof entries === "function" ? entries : null;
  }

  get entries(): ReadonlyMap<Hash, Entry> {
    this.#entries ??= this.#make?.() ?? new Map();
    return this.#entries;
  }

  get(key: string): Value | undefined {
    return this.entries.get(key)?.value;
  }
}
