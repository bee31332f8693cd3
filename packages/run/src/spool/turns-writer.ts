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

interface WrittenLine extends SpooledTurns {
  readonly place: number;
}

/** Writes the file `turns`: a line for all examples of a block that are alike in it. */
export class TurnsWriter {
  readonly #file: HashedFileWriter;
  /** By {@link hashOf}. */
  readonly #written = new Map<number, WrittenLine[]>();
  #lines = 0;
  #bytes = 0;

  constructor(file: HashedFileWriter) {
    this.#file = file;
  }

  /** The first byte of the example's line, which is written if there is none yet. */
  placeOf(example: Example): number {
    const hash = hashOf(example);
    const known = this.#written.get(hash)?.find((line) => isAlike(line, example));
    if (known !== undefined) return known.place;
    if (this.#lines++ % TURNS_OF_BLOCK === 0) this.#written.clear();
    const turns = turnsOf(example);
    const line = { place: this.#bytes, ...turns };
    const others = this.#written.get(hash);
    if (others === undefined) this.#written.set(hash, [line]);
    else others.push(line);
    const text = TEXT.encode(`${JSON.stringify(turns)}\n`);
    this.#file.append(text);
    this.#bytes += text.length;
    return line.place;
  }
}

/** A number of what a line says, for which no text is made: examples come by the hundred thousand, and most are alike. */
function hashOf({ messages, composed, turns }: Example): number {
  let hash = composed ? ~messages : messages;
  for (const { turn, verdict, proof, endAppended } of turns) {
    const words = (verdict.length << 6) + (verdict.charCodeAt(0) << 12) + (proof.length << 1) + (endAppended ? 1 : 0);
    hash = Math.imul(hash ^ turn, 0x9e3779b1) + words;
  }
  return hash | 0;
}

function isAlike(line: WrittenLine, { messages, composed, turns }: Example): boolean {
  if (line.messages !== messages || line.composed !== composed || line.turns.length !== turns.length) return false;
  for (let at = 0; at < turns.length; at++) {
    const [one, other] = [line.turns[at], turns[at]];
    if (one?.turn !== other?.turn || one?.verdict !== other?.verdict) return false;
    if (one?.proof !== other?.proof || one?.endAppended !== other?.endAppended) return false;
  }
  return true;
}

function turnsOf({ messages, composed, turns }: Example): SpooledTurns {
  return {
    messages,
    composed,
    turns: turns.map(({ turn, verdict, proof, endAppended }) => ({ turn, verdict, proof, endAppended })),
  };
}
