import { commonData, commonHeader, commonLosses, mayFollow } from "./common-turn.ts";
import { piecesBefore } from "./data-index.ts";
import { plainTurn, type DerivedTurn, type OwnTurn } from "./derived-turn.ts";
import type { Derivation } from "./found-turn.ts";
import { readGap } from "./gaps.ts";
import type { Prefix } from "./prefix.ts";
import { isContinued } from "./prefill.ts";
import type { Prefixes } from "./prefixes.ts";

/**
 * A turn of one message that the one rendering proves exact, without a look at any other; null where that takes more, whatever the reason.
 *
 * Its prompt is the rendering's own start, and the rendering that ends with the turn reads the same up to the turn's stop token: the
 * renderer says so, or it was seen (`provenEnd`). So what the general rules (`findTurn`, `judge`) find in it is found here once, where
 * nothing is uncommon.
 *
 * ```
 * <|user|>q1<|end|>\n<|assistant|>\na1<|end|>\n<|user|>q2
 *                   ↑ the ending    ↑ data    ↑ stop token: all of the same message
 *                                  ↑ the prompt's end
 * ```
 */
export function provenTurn(messages: readonly number[], prompt: Prefix, derivation: Derivation): DerivedTurn | null {
  const message = messages[0] ?? 0;
  const { prefixes } = derivation;
  const { full, whole } = prefixes;
  const header = commonHeader(message, prompt, derivation);
  const data = header && commonData(message, whole, prompt.length);
  if (header === null || data === null) return null;

  const end = provenEnd(message, prompt, data.at(-1)?.end ?? 0, derivation);
  if (end === null) return null;
  const { stop } = end;
  const bodyStart = prompt.length;
  const text = full.text.slice(bodyStart, end.end);
  const lost = mayFollow(text, header, derivation) ? commonLosses(message, data, derivation) : null;
  if (lost === null) return null;

  return plainTurn({
    messages,
    proof: "one-render",
    rendered: [bodyStart, end.end],
    inFull: { role: "assistant", messages, bodyStart, bodyEnd: end.start, end: [end.start, end.end] },
    lost,
    own: new ProvenText(prompt, prefixes, message, text, stop),
  });
}

/** Where a turn ends in the full rendering, in UTF-16 code units, and the stop token that it ends with. */
interface ProvenEnd {
  readonly start: number;
  readonly end: number;
  readonly stop: string;
}

/** The end of a turn that the rendering that ends with the turn has, too; null if that is not sure. */
function provenEnd(message: number, prompt: Prefix, dataEnd: number, derivation: Derivation): ProvenEnd | null {
  return derivation.prefixes.full.provenance === "parts"
    ? appendedEnd(message, prompt, dataEnd, derivation)
    : tracedEnd(message, prompt, dataEnd, derivation);
}

/** By a renderer that only appends, and knows its turns. */
function appendedEnd(
  message: number,
  prompt: Prefix,
  dataEnd: number,
  { conversation, prefixes, markup }: Derivation,
): ProvenEnd | null {
  const turn = prefixes.whole.knownTurn(message);
  const told = prefixes.told(message + 1);
  if (turn === null || turn.end === null || told === null) return null;
  const [start, end] = turn.end;
  if (turn.bodyStart !== prompt.length || start < dataEnd || end > told) return null;
  const stop = isContinued(conversation, [message])
    ? null
    : markup.lastStop(prefixes.full.text.slice(prompt.length, end));
  return stop === null ? null : { start, end, stop };
}

/** The loop over messages printed all that follows the prompt while it stood at the turn's message and had looked at no later one. */
function tracedEnd(
  message: number,
  prompt: Prefix,
  dataEnd: number,
  { prefixes: { full, whole }, markup }: Derivation,
): ProvenEnd | null {
  if ((full.trace?.reach[message] ?? Infinity) > message) return null;
  const { pieces } = whole.headData;
  const { stop } = readGap(full.text.slice(dataEnd, pieces[piecesBefore(pieces, dataEnd)]?.start), markup);
  if (stop === null || !whole.isPrintedAt(message, prompt.headEnd, dataEnd + stop.end)) return null;
  return { start: dataEnd + stop.start, end: dataEnd + stop.end, stop: stop.text };
}

/** The rendering that ends with the turn is asked for by those alone who want more of it than the turn. */
class ProvenText implements OwnTurn {
  readonly prompt: Prefix;
  readonly text: string;
  readonly range: readonly [start: number, end: number];
  readonly appended = "";
  readonly stop: string;
  readonly replacedStart = "";
  readonly #prefixes: Prefixes;
  readonly #message: number;

  constructor(prompt: Prefix, prefixes: Prefixes, message: number, text: string, stop: string) {
    this.prompt = prompt;
    this.text = text;
    this.range = [prompt.length, prompt.length + text.length];
    this.stop = stop;
    this.#prefixes = prefixes;
    this.#message = message;
  }

  get plain(): Prefix {
    return this.#prefixes.plain(this.#message + 1) ?? this.#prefixes.whole.until(this.range[1]);
  }
}
