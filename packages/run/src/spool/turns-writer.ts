import type { Example } from "@turnwise/core";
import type { HashedFileWriter } from "./hashed-file.ts";
import { TURNS_OF_BLOCK } from "./spool-layout.ts";

/** What the index says of an example's turns. */
export interface SpooledTurns {
  readonly messages: number;
  readonly composed: boolean;
  readonly turns: readonly {
    readonly turn: number;
    readonly verdict: string;
    readonly proof: string;
    readonly endAppended: boolean;
  }[];
}

const TEXT = new TextEncoder();

/** Writes the file `turns`: a line for all examples of a block that are alike in it. */
export class TurnsWriter {
  readonly #file: HashedFileWriter;
  readonly #numbers = new Map<string, number>();
  #lines = 0;

  constructor(file: HashedFileWriter) {
    this.#file = file;
  }

  /** The number of the example's line, which is written if there is none yet. */
  numberOf(example: Example): number {
    const key = keyOf(example);
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    const number = this.#lines++;
    if (number % TURNS_OF_BLOCK === 0) this.#numbers.clear();
    this.#numbers.set(key, number);
    this.#file.append(TEXT.encode(`${JSON.stringify(turnsOf(example))}\n`));
    return number;
  }
}

function keyOf({ messages, composed, turns }: Example): string {
  let key = `${messages} ${composed}`;
  for (const { turn, verdict, proof, endAppended } of turns) key += ` ${turn} ${verdict} ${proof} ${endAppended}`;
  return key;
}

function turnsOf({ messages, composed, turns }: Example): SpooledTurns {
  return {
    messages,
    composed,
    turns: turns.map(({ turn, verdict, proof, endAppended }) => ({ turn, verdict, proof, endAppended })),
  };
}
