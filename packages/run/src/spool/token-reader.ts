import { join } from "node:path";
import { bytesOf } from "./bytes-of.ts";
import type { HeldSpool } from "./held-spool.ts";
import { OpenFiles } from "./open-files.ts";
import { endsTooEarly } from "./or-unreadable.ts";
import { spoolName, TRAINED } from "./spool-layout.ts";

/** Ids and weights of one example, unshifted. */
export interface TokenRun {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
}

/** Reads ids and weights of examples, wherever they lie in the spool. */
export class TokenReader {
  readonly #folder: string;
  /** Of each split the files of its tokens and weights. */
  readonly #tokens: readonly string[];
  readonly #weights: readonly string[];
  readonly #weighted: boolean;
  readonly #held: HeldSpool | null;
  /** Of each split where its tokens lie in memory, once they were asked for. */
  readonly #heldTokens: Int32Array[] = [];
  readonly #files: OpenFiles;

  /**
   * @param keys of the splits
   * @param held where they lie in memory; null: they are read from files
   */
  constructor(folder: string, keys: readonly string[], weighted: boolean, held: HeldSpool | null = null) {
    this.#folder = folder;
    this.#tokens = keys.map((key) => spoolName(key, "tokens"));
    this.#weights = keys.map((key) => spoolName(key, "weights"));
    this.#weighted = weighted;
    this.#held = held;
    this.#files = new OpenFiles(folder);
  }

  /** Fills `run` with the tokens of a split (an index into `keys`) from `offset` on. @throws {InputOutputError} `spool-unreadable` */
  read(split: number, offset: number, run: TokenRun): void {
    const { ids, weights } = run;
    const name = this.#tokens[split] ?? "";
    if (this.#held === null) {
      this.#files.read(name, 4 * offset, bytesOf(ids));
      takeTokens(ids, 0, run);
    } else {
      const tokens = (this.#heldTokens[split] ??= heldIn(name, this.#held));
      if (offset + ids.length > tokens.length) throw endsTooEarly(join(this.#folder, name));
      takeTokens(tokens, offset, run);
    }
    if (this.#weighted) this.#readWeights(split, offset, weights);
  }

  close(): void {
    this.#files.close();
  }

  #readWeights(split: number, offset: number, weights: Float32Array): void {
    const name = this.#weights[split] ?? "";
    if (this.#held === null) return this.#files.read(name, 4 * offset, bytesOf(weights));
    const numbers = heldIn(name, this.#held);
    if (offset + weights.length > numbers.length) throw endsTooEarly(join(this.#folder, name));
    bytesOf(weights).set(bytesOf(numbers.subarray(offset, offset + weights.length)));
  }
}

/** A file's numbers of four bytes. */
function heldIn(name: string, { memory, files }: HeldSpool): Int32Array {
  const [start, end] = files.get(name) ?? [0, 0];
  return new Int32Array(memory, start, (end - start) >> 2);
}

/** Parts the spool's tokens from `start` on into ids and weights of 0 and 1. */
function takeTokens(tokens: Int32Array, start: number, { ids, weights }: TokenRun): void {
  for (let at = 0; at < ids.length; at++) {
    const token = tokens[start + at] ?? 0;
    ids[at] = token & ~TRAINED;
    weights[at] = token >>> 31;
  }
}
