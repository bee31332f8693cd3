import type { Rendering } from "./contracts/rendering.ts";
import type { EncodeOptions, NamedToken, Tokenizer } from "./contracts/tokenizer.ts";
import { RowError } from "./errors/row-error.ts";

/** What a test may choose. */
export interface CharacterTokenizerSettings {
  readonly bos?: string | null;
  readonly controlTokens?: readonly string[];
  readonly endOfSequence?: readonly string[];
  /** @default true */
  readonly hasGenerationConfig?: boolean;
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
  const named = (text: string): NamedToken => ({ id: idOf(text), text });

  function pieceAt({ text, segments }: Rendering, start: number, limit: number, inData: boolean): Piece {
    const marker =
      inData || segments.origin[segmentAt(segments.end, start)] === 0
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

  function piecesOf(rendering: Rendering, { breaks = [], controlTokensInData }: EncodeOptions): readonly Piece[] {
    const { end } = rendering.segments;
    const pieces: Piece[] = [];
    for (let at = 0; at < rendering.text.length; at = pieces.at(-1)?.end ?? at) {
      const limit = breaks.find((each) => each > at) ?? Infinity;
      const piece = pieceAt(rendering, at, end[segmentAt(end, at)] ?? 0, controlTokensInData === "allow");
      pieces.push(piece.end <= limit ? piece : { id: rendering.text.charCodeAt(at), start: at, end: at + 1 });
    }
    return pieces;
  }

  /** How often a control token's text stands in one segment of data. */
  function countInData({ text, segments }: Rendering): number {
    let count = 0;
    segments.end.forEach((end, segment) => {
      if (segments.origin[segment] === 0) return;
      for (let at = segments.end[segment - 1] ?? 0; at < end; at++) {
        const found = control.find((each) => text.startsWith(each, at) && at + each.length <= end);
        if (found !== undefined) count++;
        at += (found?.length ?? 1) - 1;
      }
    });
    return count;
  }

  const optionsOf = new WeakMap<Int32Array, EncodeOptions>();

  return {
    name: "characters",
    hash: "hash of characters",
    bos: bos === null ? null : { id: idOf(bos), text: bos },
    endOfSequence: (settings.endOfSequence ?? ["<e>"]).map(named),
    hasGenerationConfig: settings.hasGenerationConfig ?? true,
    addsByItself: { before: (settings.addsBefore ?? []).map(idOf), after: (settings.addsAfter ?? []).map(idOf) },
    controlTokens: control.map(named),
    addedTokens: control.map(named),
    encode(rendering, options = {}) {
      const pieces = piecesOf(rendering, options);
      const ends = rendering.segments.end;
      const starts = [0, ...ends];
      const controlTokensInData = countInData(rendering);
      if (options.controlTokensInData === "reject" && controlTokensInData > 0) {
        throw new RowError("control-token-in-data", "the data holds a control token", { message: 0 });
      }
      const ids = Int32Array.from(pieces, ({ id }) => id);
      optionsOf.set(ids, options);
      return {
        ids,
        firstToken: Int32Array.from(starts, (start, segment) =>
          segment === ends.length ? pieces.length : pieces.filter((piece) => piece.start < start).length,
        ),
        straddles: Int32Array.from(
          pieces.flatMap(({ start, end }, token) => (end > (ends[segmentAt(ends, start)] ?? 0) ? [token] : [])),
        ),
        controlTokensInData,
      };
    },
    starts: (rendering, { ids }) =>
      Int32Array.from(piecesOf(rendering, optionsOf.get(ids) ?? {}), ({ start }) => start),
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
