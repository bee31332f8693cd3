import { closeSync, openSync } from "node:fs";
import { endsTooEarly, orUnreadable } from "./or-unreadable.ts";
import { readFully } from "./read-fully.ts";

const SMALLEST_WINDOW = 1 << 16;
const LINE_FEED = 10;

/** Reads lines of a file of the spool wherever they begin; one that comes soon behind another costs no read. */
export class LinesAt {
  readonly #path: string;
  readonly #descriptor: number;
  readonly #decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  #window = new Uint8Array(SMALLEST_WINDOW);
  /** The stretch of the file that is in the window. */
  #start = 0;
  #end = 0;

  /** @throws {InputOutputError} `spool-unreadable`, as every method */
  constructor(path: string) {
    this.#path = path;
    this.#descriptor = orUnreadable(path, () => openSync(path, "r"));
  }

  /** The line that begins at a byte. */
  at(place: number): string {
    const end = this.#lineEnd(place) ?? this.#read(place);
    return this.#decoder.decode(this.#window.subarray(place - this.#start, end - this.#start));
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  /** The line feed of the line that begins at a place; null where the window does not have it. */
  #lineEnd(place: number): number | null {
    if (place < this.#start || place >= this.#end) return null;
    const found = this.#window.subarray(0, this.#end - this.#start).indexOf(LINE_FEED, place - this.#start);
    return found < 0 ? null : this.#start + found;
  }

  /** Fills the window from a place on, which becomes as large as the line there; gives its line feed. */
  #read(place: number): number {
    this.#start = place;
    for (;;) {
      const read = orUnreadable(this.#path, () => readFully(this.#descriptor, this.#window, place));
      this.#end = place + read;
      const lineEnd = this.#lineEnd(place);
      if (lineEnd !== null) return lineEnd;
      if (read < this.#window.length) throw endsTooEarly(this.#path);
      this.#window = new Uint8Array(2 * this.#window.length);
    }
  }
}
