import { planTokenizer } from "../definition/plan-tokenizer.ts";
import { readDefinition } from "../definition/read-definition.ts";
import { compileScanner } from "../pattern/compile-scanner.ts";
import { buildImage } from "../tables/build-image.ts";
import { unstableSet } from "../unicode/unstable-characters.ts";
import type { Kernel } from "./kernel.ts";
import * as layout from "./layout.ts";
import type { SmallTokenizer } from "./naive-tokenizer.fixture.ts";

/** A piece of a text; addresses are offsets in the text's bytes. */
export interface TestPiece {
  readonly start: number;
  readonly end: number;
  readonly flags?: number;
  /** Ends of given words. */
  readonly wordEnds?: readonly number[];
  readonly token?: { readonly id: number; readonly start: number; readonly end: number };
}

export interface TestAnswer {
  /** Number of tokens, or a negative code. */
  readonly count: number;
  readonly ids: number[];
  readonly firstTokens: number[];
  readonly straddles: number[];
  /** Offset in the text, and length. */
  readonly failed: readonly [number, number];
}

const CANARY = 0xa5;
/** Bytes behind each output that nobody may touch. */
const GUARD = 4096;
const FRONT = 64;

/** Lays everything out as hosts do, with bytes behind all of it that must stay as they are. */
export class TestHost {
  readonly kernel: Kernel;

  constructor(kernel: Kernel) {
    this.kernel = kernel;
  }

  /** Writes a text at its address, `workspace + 64`, with a 0 behind it, and reserves room. @returns address and end */
  write(text: Uint8Array, room = 0): readonly [start: number, end: number] {
    const start = this.kernel.workspace + FRONT;
    const end = start + text.length;
    this.kernel.reserve(aligned(end + layout.TEXT_PADDING) + room);
    this.kernel.bytes.set(text, start);
    this.kernel.bytes.fill(0, end, end + layout.TEXT_PADDING);
    return [start, end];
  }

  /** @param boundaries offsets in the text's bytes */
  encode(
    text: string | Uint8Array,
    pieces: readonly TestPiece[] | null = null,
    boundaries: readonly number[] = [],
  ): TestAnswer {
    const { kernel } = this;
    const given = typeof text === "string" ? new TextEncoder().encode(text) : text;
    const all = pieces ?? [{ start: 0, end: given.length }];
    const wordEnds = all.flatMap((piece) => piece.wordEnds ?? []);
    const regions = [
      { bytes: 24 * all.length, padding: 0 },
      { bytes: 4 * wordEnds.length, padding: 0 },
      { bytes: 4 * boundaries.length + 4, padding: 0 },
      { bytes: 4 * boundaries.length, padding: 0 },
      { bytes: 4 * boundaries.length, padding: 0 },
      { bytes: 4 * (given.length + 2 * all.length), padding: layout.OUTPUT_PADDING },
    ];
    const total = regions.reduce((sum, { bytes, padding }) => sum + aligned(bytes + padding + GUARD), 0);
    const [start, end] = this.write(given, total);
    const guards: [number, number][] = [];
    let next = aligned(end + layout.TEXT_PADDING);
    const addresses = regions.map(({ bytes, padding }) => {
      const address = next;
      next = aligned(address + bytes + padding + GUARD);
      guards.push([address + bytes + padding, next]);
      return address;
    });
    for (const [from, to] of guards) kernel.bytes.fill(CANARY, from, to);
    const [piecesAt = 0, wordEndsAt = 0, boundariesAt = 0, firstTokensAt = 0, straddlesAt = 0, outputAt = 0] =
      addresses;
    kernel.words.set(
      all.flatMap(({ start: from, end: to, flags = 0, token }) => [
        start + from,
        start + to,
        flags,
        token?.id ?? -1,
        start + (token?.start ?? 0),
        start + (token?.end ?? 0),
      ]),
      piecesAt / 4,
    );
    kernel.words.set(
      wordEnds.map((offset) => start + offset),
      wordEndsAt / 4,
    );
    kernel.words.set([...boundaries.map((offset) => start + offset), layout.NO_BOUNDARY], boundariesAt / 4);
    const count = kernel.encode({
      pieces: piecesAt,
      pieceCount: all.length,
      wordEnds: wordEndsAt,
      boundaries: boundariesAt,
      firstTokens: firstTokensAt,
      straddles: straddlesAt,
      output: outputAt,
      scratch: next,
    });
    for (const [from, to] of guards) {
      const touched = kernel.bytes.subarray(from, to).findIndex((byte) => byte !== CANARY);
      if (touched >= 0) throw new Error(`the kernel wrote ${touched} bytes behind the end of an output`);
    }
    // A space put before a piece may stay where it was put.
    const prefixes = new Set(
      all.filter(({ flags = 0 }) => (flags & layout.PIECE_PREFIX) !== 0).map((piece) => piece.start - 1),
    );
    const changed = given.findIndex((byte, at) => byte !== kernel.bytes[start + at] && !prefixes.has(at));
    if (changed >= 0) throw new Error(`the kernel changed byte ${changed} of the text`);
    const list = (address: number, length: number): number[] => [
      ...kernel.words.subarray(address / 4, address / 4 + length),
    ];
    return {
      count,
      ids: list(outputAt, Math.max(0, count)),
      firstTokens: list(firstTokensAt, boundaries.length),
      straddles: list(straddlesAt, kernel.straddleCount),
      failed: [kernel.failedAt - start, kernel.failedLength],
    };
  }
}

export function imageOf({ definition, plan }: SmallTokenizer): Uint8Array {
  const scanner = plan.scanner === null || plan.scanner.length === 0 ? null : compileScanner(plan.scanner);
  return buildImage(definition, plan, scanner, { unstableUnderNfc: unstableSet(), normalize: (text) => text });
}

/** Definition, plan and image of a parsed tokenizer.json. */
export function readTokenizer(json: unknown): SmallTokenizer & { readonly image: Uint8Array } {
  const definition = readDefinition(json, "tokenizer.json");
  const plan = planTokenizer(definition);
  return { definition, plan, image: imageOf({ definition, plan }) };
}

/** What `encode` must say of tokens at these places: the first token at or behind each boundary, and the ones that straddle one. */
export function expectedPlaces(
  tokens: readonly (readonly [start: number, end: number])[],
  boundaries: readonly number[],
): { readonly firstTokens: number[]; readonly straddles: number[] } {
  return {
    firstTokens: boundaries.map((boundary) => {
      const first = tokens.findIndex(([start]) => start >= boundary);
      return first < 0 ? tokens.length : first;
    }),
    straddles: tokens.flatMap(([start, end], index) =>
      boundaries.some((boundary) => start < boundary && boundary < end) ? [index] : [],
    ),
  };
}

function aligned(address: number): number {
  return Math.ceil(address / 64) * 64;
}
