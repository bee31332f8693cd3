import type { Rendering } from "@turnwise/core";
import type { TokenizerSteps } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import type { Matching } from "../general/matching.ts";
import type { Normalizer } from "../general/normalizer.ts";
import { clipRuns, type OriginRun } from "../general/origin-runs.ts";
import { readStretch, type ReadingContext } from "../general/read-stretch.ts";
import { firstAbove } from "../general/sorted-search.ts";
import { PIECE_WORDS_GIVEN } from "../kernel/layout.ts";
import { ComposedText, createTextComposer, type TextComposer } from "./composed-text.ts";
import type { CutText } from "./cut-text.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Writes any text into a workspace, without hurry: added tokens, normalisation and, where the kernel has no scanner for them, words are
 * found by the general parts; the kernel encodes the text that they compose.
 */
export class ExactPath {
  readonly #workspace: Workspace;
  readonly #matching: () => Matching;
  readonly #normalizer: Normalizer;
  readonly #composer: TextComposer;

  constructor(
    workspace: Workspace,
    definition: TokenizerSteps,
    plan: TokenizerPlan,
    normalizer: Normalizer,
    matching: () => Matching,
  ) {
    this.#workspace = workspace;
    this.#matching = matching;
    this.#normalizer = normalizer;
    this.#composer = createTextComposer(definition, plan);
  }

  /**
   * Writes a text with its boundaries and pieces.
   *
   * @returns the segments, ascending, that begin inside what normalisation made one character: these have a boundary more, before that
   * character; their own stands behind it
   * @throws {RowError} `provenance-lost` where normalisation rewrites text across the border of two segments
   */
  write(
    rendering: Rendering,
    cut: CutText,
    runs: readonly OriginRun[],
    breaks: readonly number[],
    joined: boolean,
  ): readonly number[] {
    const composed = new ComposedText(cut.text, this.#composer);
    const context: ReadingContext = { normalizer: this.#normalizer, matching: this.#matching(), rendering, joined };
    let start = 0;
    for (const [index, end] of [...breaks, cut.text.length].entries()) {
      readStretch(context, { start, end, continues: index > 0, runs: clipRuns(runs, start, end) }, composed);
      start = end;
    }
    const address = this.#workspace.write(composed.text);
    const bytes = bytesOf(composed.text);
    this.#writePieces(composed, address, bytes);
    return this.#writeBoundaries(composed, cut, address, bytes);
  }

  #writePieces(composed: ComposedText, address: number, bytes: Int32Array): void {
    const { pieces, wordEnds } = this.#workspace;
    const at = (unit: number): number => address + (bytes[unit] ?? 0);
    for (const piece of composed.pieces) {
      const isText = piece.token < 0;
      const end = at(isText ? piece.end : piece.start);
      const flags = piece.words === null ? 0 : PIECE_WORDS_GIVEN;
      pieces.pushPiece(at(piece.start), end, flags, piece.token, end, at(piece.end));
      for (const word of piece.words ?? []) {
        for (const cut of word.cuts) wordEnds.push(at(word.start) + cut);
        wordEnds.push(at(word.end));
      }
    }
  }

  #writeBoundaries(
    { text, origins }: ComposedText,
    cut: CutText,
    address: number,
    bytes: Int32Array,
  ): readonly number[] {
    const { boundaries } = this.#workspace;
    const inside: number[] = [];
    let last = address;
    boundaries.push(address);
    for (let segment = 1; segment < cut.segmentCount; segment++) {
      const border = cut.segments.end[segment - 1] ?? 0;
      const unit = firstAbove(origins, border - 1);
      if (unit > 0 && unit < origins.length && origins[unit] !== border) {
        const before = address + (bytes[startOfCharacter(text, unit - 1)] ?? 0);
        if (before >= last) {
          boundaries.push(before);
          inside.push(segment);
        }
      }
      last = address + (bytes[unit] ?? 0);
      boundaries.push(last);
    }
    return inside;
  }
}

function startOfCharacter(text: string, unit: number): number {
  const code = text.charCodeAt(unit);
  return code >= 0xdc00 && code <= 0xdfff && unit > 0 ? unit - 1 : unit;
}

/** For each unit, and for the end, how many bytes of UTF-8 stand before its character. */
function bytesOf(text: string): Int32Array {
  const bytes = new Int32Array(text.length + 1);
  let count = 0;
  let unit = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes.fill(count, unit, unit + character.length);
    count += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    unit += character.length;
  }
  bytes[unit] = count;
  return bytes;
}
