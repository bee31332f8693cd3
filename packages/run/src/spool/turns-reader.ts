import { InputOutputError } from "@turnwise/core";
import { readLines } from "./read-lines.ts";
import { TURNS_OF_BLOCK } from "./spool-layout.ts";
import type { SpooledTurns } from "./turns-writer.ts";

/** Reads the file `turns` of a split along with its examples, of which each has a line that another had before, or the next one. */
export class TurnsReader<T> {
  readonly #path: string;
  readonly #make: (turns: SpooledTurns) => T;
  readonly #lines: Generator<string, void>;
  #block: T[] = [];
  #read = 0;

  /** `make`: what is wanted of a line; called once for each. */
  constructor(path: string, make: (turns: SpooledTurns) => T) {
    this.#path = path;
    this.#make = make;
    this.#lines = readLines(path);
  }

  /** What was made of the line `number`. @throws {InputOutputError} `spool-unreadable` */
  at(number: number): T {
    const known = number < this.#read ? this.#block[number % TURNS_OF_BLOCK] : undefined;
    return known ?? this.#next();
  }

  close(): void {
    this.#lines.return();
  }

  #next(): T {
    const { value } = this.#lines.next();
    if (value === undefined) throw new InputOutputError("spool-unreadable", `${this.#path} ends too early.`);
    if (this.#read % TURNS_OF_BLOCK === 0) this.#block = [];
    const made = this.#make(JSON.parse(value) as SpooledTurns);
    this.#block.push(made);
    this.#read++;
    return made;
  }
}
