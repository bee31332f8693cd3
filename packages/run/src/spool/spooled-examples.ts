import { firstAbove } from "../sorted-search.ts";
import { readExampleRecords } from "./spool-reader.ts";

/** A split's key, and how many examples it gave. */
export interface SpooledSplit {
  readonly key: string;
  readonly examples: number;
}

/** Of so many examples one has its place among the tokens noted; that of the others follows from the lengths between. */
const NOTED_OF = 64;

/** What is kept of all examples while they are arranged: little more than 4 bytes an example. */
export class SpooledExamples {
  /** Tokens of each. */
  readonly lengths: Int32Array;
  /** The first example of each split, and behind the last split the number of all. */
  readonly splitStarts: Int32Array;
  /** Tokens of all splits before every {@link NOTED_OF}th example: more than 32 bits count. */
  readonly #before: Float64Array;
  /** Tokens before each split. */
  readonly #splitTokens: Float64Array;

  /** Reads the records of all splits, in their order. @throws {InputOutputError} `spool-unreadable` */
  constructor(folder: string, splits: readonly SpooledSplit[]) {
    const total = splits.reduce((sum, { examples }) => sum + examples, 0);
    this.lengths = new Int32Array(total);
    this.splitStarts = new Int32Array(splits.length + 1);
    this.#before = new Float64Array(Math.ceil(total / NOTED_OF));
    this.#splitTokens = new Float64Array(splits.length);
    let at = 0;
    let before = 0;
    for (const [split, { key }] of splits.entries()) {
      this.splitStarts[split] = at;
      this.#splitTokens[split] = before;
      for (const { tokens } of readExampleRecords(folder, key)) {
        if (at % NOTED_OF === 0) this.#before[at / NOTED_OF] = before;
        this.lengths[at++] = tokens;
        before += tokens;
      }
    }
    this.splitStarts[splits.length] = at;
  }

  /** The split that an example is of. */
  splitOf(example: number): number {
    return firstAbove(this.splitStarts, example) - 1;
  }

  /** Where the tokens of an example begin among those of its split. */
  offsetOf(example: number): number {
    const noted = Math.floor(example / NOTED_OF);
    let tokens = (this.#before[noted] ?? 0) - (this.#splitTokens[this.splitOf(example)] ?? 0);
    for (let at = noted * NOTED_OF; at < example; at++) tokens += this.lengths[at] ?? 0;
    return tokens;
  }
}
