import { Dict, type Entry, type Hash } from "../values/dict.ts";
import type { Source } from "../values/source.ts";

/** A dict of the context. */
export class ContextDict extends Dict {
  /** Its index, if it is one of the messages; else −1. */
  readonly message: number;

  constructor(make: () => ReadonlyMap<Hash, Entry>, source: Source, message: number) {
    super(make, source);
    this.message = message;
  }
}
