import { LinesAt } from "./lines-at.ts";
import { TURNS_OF_BLOCK } from "./spool-layout.ts";
import type { SpooledTurns } from "./turns-writer.ts";

/** Reads the file `turns` of a split for examples that follow each other, of which many share a line. */
export class TurnsReader<T> {
  readonly #make: (turns: SpooledTurns) => T;
  readonly #lines: LinesAt;
  readonly #made = new Map<number, T>();

  /** `make`: what is wanted of a line. @throws {InputOutputError} `spool-unreadable` */
  constructor(path: string, make: (turns: SpooledTurns) => T) {
    this.#make = make;
    this.#lines = new LinesAt(path);
  }

  /** What was made of the line that begins at a byte. @throws {InputOutputError} `spool-unreadable` */
  at(place: number): T {
    const known = this.#made.get(place);
    if (known !== undefined) return known;
    if (this.#made.size === TURNS_OF_BLOCK) this.#made.clear();
    const made = this.#make(JSON.parse(this.#lines.at(place)) as SpooledTurns);
    this.#made.set(place, made);
    return made;
  }

  close(): void {
    this.#lines.close();
  }
}
