import { Source } from "./source.ts";
import { type Piece, type Str, Text, piecesOf, plain } from "./text.ts";

/**
 * A text computed from another without being a slice of it, such as `tojson` of a value: data as a whole, if any of what it was
 * made from is data. Its source is the innermost place that holds all of that, or the first of them if none does.
 */
export function derived(value: string, from: Str): Str {
  if (typeof from === "string" || value === "") return value;
  let common: Source | null = null;
  for (const { source } of from.pieces) {
    if (source === null || source === common) continue;
    common = common === null ? source : (Source.common(common, source) ?? common);
  }
  return common === null ? value : Text.from(value, common, -1);
}

/** The pieces of a text whose units were changed one by one: those that changed do not stand in their source any more. */
export function changedPieces(text: Str, changed: string): readonly Piece[] {
  const before = plain(text);
  let at = 0;
  return piecesOf(text).map((piece) => {
    const from = at;
    at += piece.length;
    return changed.slice(from, at) === before.slice(from, at) ? piece : { ...piece, start: -1 };
  });
}

/**
 * Changes each piece by itself (upper case, escapes, …). Pieces that come out as they were keep their place in the source. What comes
 * out differently for the whole than for its pieces is taken from the whole, as `derived`.
 */
export function mapPieces(text: Str, change: (value: string) => string): Str {
  if (typeof text === "string") return change(text);
  const whole = change(text.value);
  const pieces: Piece[] = [];
  let at = 0;
  let joined = "";
  for (const piece of text.pieces) {
    const before = text.value.slice(at, at + piece.length);
    const after = change(before);
    joined += after;
    if (after !== "") {
      const start = after === before ? piece.start : -1;
      pieces.push({ length: after.length, source: piece.source, start });
    }
    at += piece.length;
  }
  const result = joined === whole ? Text.of(whole, pieces) : derived(whole, text);
  return text.isMarkup ? Text.markup(result) : result;
}
