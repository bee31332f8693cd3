import { WHITE_SPACE } from "../strings/white-space.ts";
import { failSliceIndex } from "../values/slice-of.ts";
import { unitOffsets } from "../values/text.ts";

export interface WrapOptions {
  /** In code points, above 0. */
  readonly width: number;
  /** Whether words that are longer than a line are broken. */
  readonly breaksWords: boolean;
  /** Whether words are broken behind hyphens. */
  readonly breaksOnHyphens: boolean;
}

/** `[start, end)` in UTF-16 code units. */
type Range = readonly [start: number, end: number];

/** Where the lines stand in a text that is wrapped: `textwrap.wrap(text, width, …)` with tabs and white space kept. */
export function wrapped(text: string, options: WrapOptions): readonly Range[] {
  const offsets = unitOffsets(text);
  const toUnits = (point: number): number => offsets?.[point] ?? point;
  const chunks = chunksOf(text, options.breaksOnHyphens, offsets);
  const points = offsets === null ? null : [...text];
  const characterAt = (point: number): string => points?.[point] ?? text.charAt(point);
  const inks = nextInks(text, offsets);
  const isBlank = ([start, end]: Range): boolean => (inks[start] ?? end) >= end;
  const lines: Range[] = [];
  chunks.reverse();
  while (chunks.length > 0) {
    const line: Range[] = [];
    let length = 0;
    const first = chunks.at(-1);
    if (first !== undefined && isBlank(first) && lines.length > 0) chunks.pop();
    for (let next = chunks.at(-1); next !== undefined; next = chunks.at(-1)) {
      const size = next[1] - next[0];
      if (length + size > options.width) break;
      line.push(next);
      chunks.pop();
      length += size;
    }
    const long = chunks.at(-1);
    if (long !== undefined && long[1] - long[0] > options.width) {
      const room = options.width < 1 ? 1 : options.width - length;
      if (options.breaksWords) {
        const cut = long[0] + roomWithin(long, room, options.breaksOnHyphens, characterAt);
        line.push([long[0], cut]);
        chunks[chunks.length - 1] = [cut, long[1]];
      } else if (line.length === 0) {
        line.push(long);
        chunks.pop();
      }
    }
    const last = line.at(-1);
    if (last !== undefined && isBlank(last)) line.pop();
    const [start] = line[0] ?? [];
    const [, end] = line.at(-1) ?? [];
    if (start !== undefined && end !== undefined) lines.push([toUnits(start), toUnits(end)]);
  }
  return lines;
}

/** How much of a long word fits, up to a hyphen if it has one there and something else before it. */
function roomWithin(
  [start, end]: Range,
  room: number,
  breaksOnHyphens: boolean,
  at: (point: number) => string,
): number {
  if (!Number.isInteger(room)) failSliceIndex();
  const most = Math.min(room, end - start);
  if (!breaksOnHyphens || end - start <= room) return most;
  let hyphen = room - 1;
  while (hyphen > 0 && at(start + hyphen) !== "-") hyphen--;
  for (let index = 0; index < hyphen; index++) if (at(start + index) !== "-") return hyphen + 1;
  return most;
}

/** Only what `textwrap` takes for white space separates words, but all that `str.strip` removes is dropped around lines. */
const SPACE = /[\t-\r ]/;
const BLANK = new RegExp(`[${WHITE_SPACE}]`);
const WORD = String.raw`\p{L}\p{N}_`;
/** An em dash between words. */
const DASH = new RegExp(String.raw`(?<=[${WORD}!"'&.,?])-{2,}(?=[${WORD}])`, "uy");
/** Where a word may end behind its first character. */
const BREAK = new RegExp(
  String.raw`-(?:(?<=[\p{L}\p{Nl}\p{No}_]{2}-)|(?<=[\p{L}\p{Nl}\p{No}_]-[${WORD}!"'&.,?]-))(?=[\p{L}\p{Nl}\p{No}_]-?[\p{L}\p{Nl}\p{No}_])|(?=[\t-\r ]|$)|(?<=[${WORD}!"'&.,?])(?=-{2,}[${WORD}])`,
  "uy",
);

/** Words, parts of words up to a hyphen, dashes and white space, as ranges of code points. */
function chunksOf(text: string, breaksOnHyphens: boolean, offsets: Uint32Array | null): Range[] {
  const chunks: Range[] = [];
  const size = offsets === null ? text.length : offsets.length - 1;
  const toUnits = (point: number): number => offsets?.[point] ?? point;
  for (let start = 0; start < size;) {
    let end = start;
    while (end < size && SPACE.test(text.charAt(toUnits(end)))) end++;
    if (end === start && breaksOnHyphens) end += lengthAt(DASH, text, toUnits(start)) ?? 0;
    if (end === start) {
      end++;
      while (end < size && !SPACE.test(text.charAt(toUnits(end)))) {
        const more = breaksOnHyphens ? lengthAt(BREAK, text, toUnits(end)) : null;
        if (more !== null) {
          end += more;
          break;
        }
        end++;
      }
    }
    chunks.push([start, end]);
    start = end;
  }
  return chunks;
}

function lengthAt(pattern: RegExp, text: string, at: number): number | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0].length ?? null;
}

/** For each code point where the next one stands that is no white space, itself counted. */
function nextInks(text: string, offsets: Uint32Array | null): Int32Array {
  const size = offsets === null ? text.length : offsets.length - 1;
  const inks = new Int32Array(size);
  let next = size;
  for (let point = size - 1; point >= 0; point--) {
    if (!BLANK.test(text.charAt(offsets?.[point] ?? point))) next = point;
    inks[point] = next;
  }
  return inks;
}
