import type { Rendering } from "./contracts/rendering.ts";
import type { Tokenizer } from "./contracts/tokenizer.ts";

/** What a test may choose. */
export interface CharacterTokenizerSettings {
  readonly bos?: string | null;
  readonly controlTokens?: readonly string[];
  readonly endOfSequence?: readonly string[];
  /** Character pairs that become one token: `"\nP"` straddles a header that ends with `\n` and a body that begins with `P`. */
  readonly merges?: readonly string[];
  readonly addsBefore?: readonly string[];
  readonly addsAfter?: readonly string[];
}

interface Piece {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

const CONTROL = 0x20_0000;
const MERGED = 0x30_0000;

/**
 * A whole tokenizer of one token a character: the id is the code point. Control tokens match whole and in template text only.
 */
export function characterTokenizer(settings: CharacterTokenizerSettings = {}): Tokenizer {
  const { bos = "<s>", merges = [] } = settings;
  const control = settings.controlTokens ?? ["<s>", "<t>", "<e>"];
  const idOf = (text: string): number => CONTROL + control.indexOf(text);

  function pieceAt({ text, segments }: Rendering, start: number, limit: number): Piece {
    const marker =
      segments.origin[segmentAt(segments.end, start)] === 0
        ? control.find((each) => text.startsWith(each, start))
        : undefined;
    if (marker !== undefined && start + marker.length <= limit) {
      return { id: idOf(marker), start, end: start + marker.length };
    }
    const merge = merges.findIndex((pair) => text.startsWith(pair, start));
    if (merge >= 0) return { id: MERGED + merge, start, end: start + 2 };
    const point = text.codePointAt(start) ?? 0;
    return { id: point, start, end: start + String.fromCodePoint(point).length };
  }

  function piecesOf(rendering: Rendering): readonly Piece[] {
    const { end } = rendering.segments;
    const pieces: Piece[] = [];
    for (let at = 0; at < rendering.text.length; at = pieces.at(-1)?.end ?? at) {
      pieces.push(pieceAt(rendering, at, end[segmentAt(end, at)] ?? 0));
    }
    return pieces;
  }

  return {
    name: "characters",
    hash: "hash of characters",
    bos: bos === null ? null : { id: idOf(bos), text: bos },
    endOfSequence: (settings.endOfSequence ?? ["<e>"]).map(idOf),
    addsByItself: { before: (settings.addsBefore ?? []).map(idOf), after: (settings.addsAfter ?? []).map(idOf) },
    controlTokens: control,
    encode(rendering) {
      const pieces = piecesOf(rendering);
      const ends = rendering.segments.end;
      const starts = [0, ...ends];
      return {
        ids: Int32Array.from(pieces, ({ id }) => id),
        firstToken: Int32Array.from(starts, (start, segment) =>
          segment === ends.length ? pieces.length : pieces.filter((piece) => piece.start < start).length,
        ),
        straddles: Int32Array.from(
          pieces.flatMap(({ start, end }, token) => (end > (ends[segmentAt(ends, start)] ?? 0) ? [token] : [])),
        ),
      };
    },
    starts: (rendering) => Int32Array.from(piecesOf(rendering), ({ start }) => start),
    withControlTokens: (texts) =>
      characterTokenizer({ ...settings, controlTokens: [...new Set([...control, ...texts])] }),
    decode: (ids) => [...ids].map((id) => textOf(id, control, merges)).join(""),
  };
}

function textOf(id: number, control: readonly string[], merges: readonly string[]): string {
  if (id >= MERGED) return merges[id - MERGED] ?? "";
  return id >= CONTROL ? (control[id - CONTROL] ?? "") : String.fromCodePoint(id);
}

function segmentAt(ends: Int32Array, offset: number): number {
  return ends.findIndex((end) => end > offset);
}
