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
  readonly #weighted: boolean;
  readonly #held: HeldSpool | null;
  readonly #files: OpenFiles;

  /** `held`: where they lie in memory; null: they are read from files. */
  constructor(folder: string, weighted: boolean, held: HeldSpool | null = null) {
    this.#folder = folder;
    this.#weighted = weighted;
    this.#held = held;
    this.#files = new OpenFiles(folder);
  }

  /** Fills `run` with the tokens of a split from `offset` on. @throws {InputOutputError} `spool-unreadable` */
  read(key: string, offset: number, { ids, weights }: TokenRun): void {
    this.#fill(spoolName(key, "tokens"), 4 * offset, bytesOf(ids));
    if (this.#weighted) this.#fill(spoolName(key, "weights"), 4 * offset, bytesOf(weights));
    else markWeights(ids, weights);
    for (let at = 0; at < ids.length; at++) ids[at] = (ids[at] ?? 0) & ~TRAINED;
  }

  close(): void {
    this.#files.close();
  }

  #fill(name: string, position: number, target: Uint8Array): void {
    if (this.#held === null) this.#files.read(name, position, target);
    else this.#copy(this.#held, name, position, target);
  }

  #copy({ memory, files }: HeldSpool, name: string, position: number, target: Uint8Array): void {
    const [start, end] = files.get(name) ?? [0, 0];
    if (start + position + target.length > end) throw endsTooEarly(join(this.#folder, name));
    target.set(new Uint8Array(memory, start + position, target.length));
  }
}

function markWeights(tokens: Int32Array, weights: Float32Array): void {
  for (let at = 0; at < tokens.length; at++) weights[at] = (tokens[at] ?? 0) < 0 ? 1 : 0;
}
