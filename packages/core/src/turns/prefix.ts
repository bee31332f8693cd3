import type { Rendering } from "../contracts/rendering.ts";
import { firstSegmentBehind } from "../rendering/first-segment-behind.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { joinRanges } from "../rendering/join-ranges.ts";
import { renderingUntil } from "../rendering/rendering-until.ts";
import { indexData, piecesBefore, type DataIndex, type DataPiece } from "./data-index.ts";
import { readKnownTurns, type KnownTurn } from "./known-turn.ts";

/** A piece of template text with the message that the template's loop stood at, -1 where that is not known. */
export interface MarkedPiece {
  /** `[start, end)` in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  readonly message: number;
}

/** What was read of a rendering, for all prefixes that are a start of it. */
interface FoundInHead {
  data: DataIndex | null;
  turns: readonly (KnownTurn | undefined)[] | null;
}

/**
 * What the template prints for the first messages of a conversation: a rendering of its own, or the start of another rendering with
 * a few words behind it. All positions are in UTF-16 code units.
 *
 * ```
 * head   <|user|>q1<|end|><|assistant|>a1<|end|><|user|>q2…      headEnd ↓
 * prefix <|user|>q1<|end|>                                     <|assistant|>   ← tail
 * ```
 */
export class Prefix {
  readonly length: number;
  /** Whether the conversation's one rendering proves it, or it was rendered. */
  readonly proof: "one-render" | "prompt-render";
  readonly #head: Rendering;
  /** Where the text ends that it shares with the rendering it is the start of. */
  readonly headEnd: number;
  readonly #tail: Rendering | null;
  readonly #found: FoundInHead;
  #tailData: DataIndex | null = null;
  #joined: Rendering | null = null;

  constructor(
    head: Rendering,
    proof: Prefix["proof"],
    ending: { start: number; tail: Rendering } | null = null,
    found: FoundInHead = { data: null, turns: null },
  ) {
    this.#head = head;
    this.#found = found;
    this.proof = proof;
    this.headEnd = ending?.start ?? head.text.length;
    this.#tail = ending?.tail ?? null;
    this.length = this.headEnd + (this.#tail?.text.length ?? 0);
  }

  slice(start: number, end: number = this.length): string {
    const stop = Math.min(end, this.length);
    const inHead = this.#head.text.slice(start, Math.min(stop, this.headEnd));
    if (this.#tail === null || stop <= this.headEnd) return inHead;
    return inHead + this.#tail.text.slice(Math.max(0, start - this.headEnd), stop - this.headEnd);
  }

  /** Whether its text begins with the other's. */
  startsWith(other: Prefix): boolean {
    if (other.length > this.length) return false;
    const isSameHead = this.#head === other.#head;
    if (isSameHead && other.length <= this.headEnd)
      return this.#head.text.slice(other.headEnd, other.length) === (other.#tail ?? NOTHING).text;
    const shared = isSameHead ? Math.min(this.headEnd, other.headEnd) : 0;
    return this.slice(shared, other.length) === other.slice(shared);
  }

  /** Its first `end` UTF-16 code units, of those that it shares with the rendering it is the start of. */
  until(end: number): Prefix {
    return this.ending(end, NOTHING);
  }

  /** Its first `start` UTF-16 code units, of those that it shares with the rendering it is the start of, and a tail behind them. */
  ending(start: number, tail: Rendering): Prefix {
    return new Prefix(this.#head, this.proof, { start, tail }, this.#found);
  }

  /** The data of the rendering that it is the start of. */
  get headData(): DataIndex {
    return (this.#found.data ??= indexData(this.#head));
  }

  /** The data of one message, in the order of the text. */
  dataOf(message: number): readonly DataPiece[] {
    const inHead = this.headData.ofMessage(message);
    if (this.#tail === null) return inHead;
    const inTail = this.#dataOfTail(this.#tail).ofMessage(message);
    return [...inHead.slice(0, piecesBefore(inHead, this.headEnd)), ...inTail.map((piece) => this.#shifted(piece))];
  }

  /** The first data that begins at or behind a position. */
  nextData(position: number): DataPiece | null {
    const { pieces } = this.headData;
    const found = pieces[piecesBefore(pieces, position)];
    if (found !== undefined && found.start < this.headEnd) return found;
    if (this.#tail === null) return null;
    const behind = this.#dataOfTail(this.#tail).pieces;
    const inTail = behind[piecesBefore(behind, position - this.headEnd)];
    return inTail === undefined ? null : this.#shifted(inTail);
  }

  /** The template text in `[start, end)`, piece by piece. */
  templateText(start: number, end: number): readonly MarkedPiece[] {
    const pieces = templatePieces(this.#head, start, Math.min(end, this.headEnd));
    if (this.#tail === null || end <= this.headEnd) return pieces;
    const inTail = templatePieces(this.#tail, Math.max(0, start - this.headEnd), end - this.headEnd);
    return [...pieces, ...inTail.map((piece) => this.#shifted(piece))];
  }

  /** Whether the template's loop stood at a message wherever it printed text of its own in `[start, end)`, and all data there is the message's. */
  isPrintedAt(message: number, start: number, end: number): boolean {
    const { segments, segmentCount } = this.#head;
    for (let segment = firstSegmentBehind(segments.end, start); segment < segmentCount; segment++) {
      if (segments.message[segment] !== message) return false;
      if ((segments.end[segment] ?? end) >= end) return end <= this.headEnd;
    }
    return false;
  }

  /** A message's turn, where the renderer knows turns; null where they are to be derived. */
  knownTurn(message: number): KnownTurn | null {
    if (this.#head.provenance !== "parts") return null;
    const turn = (this.#found.turns ??= readKnownTurns(this.#head))[message] ?? null;
    return turn !== null && (turn.end?.[1] ?? turn.bodyStart) <= this.headEnd ? turn : null;
  }

  /** Made when first asked for; costs as much as the text is long. */
  rendering(): Rendering {
    if (this.#tail === null) return this.#head;
    if (this.#tail.text === "" && this.#head.provenance === "parts")
      return (this.#joined ??= renderingUntil(this.#head, this.headEnd));
    this.#joined ??= joinRanges([
      { rendering: this.#head, start: 0, end: this.headEnd },
      { rendering: this.#tail, start: 0, end: this.#tail.text.length },
    ]);
    return this.#joined;
  }

  #dataOfTail(tail: Rendering): DataIndex {
    return (this.#tailData ??= indexData(tail));
  }

  #shifted<T extends { readonly start: number; readonly end: number }>(piece: T): T {
    return { ...piece, start: piece.start + this.headEnd, end: piece.end + this.headEnd };
  }
}

const NOTHING = createRenderingBuilder().finish({ generated: null, trace: null });

function templatePieces({ segments, segmentCount }: Rendering, from: number, to: number): readonly MarkedPiece[] {
  const pieces: MarkedPiece[] = [];
  for (let segment = firstSegmentBehind(segments.end, from); segment < segmentCount; segment++) {
    const start = Math.max(from, segment === 0 ? 0 : (segments.end[segment - 1] ?? 0));
    if (start >= to) break;
    if (segments.origin[segment] === 1) continue;
    const end = Math.min(to, segments.end[segment] ?? start);
    pieces.push({ start, end, message: segments.message[segment] ?? -1 });
  }
  return pieces;
}
