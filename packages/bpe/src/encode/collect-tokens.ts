import type { Tokens } from "@turnwise/core";
import type { Workspace } from "./workspace.ts";

/** A text that has been written into a workspace. */
export interface WrittenText {
  /** Index of its first boundary, which stands at its begin. */
  readonly boundary: number;
  readonly segmentCount: number;
  /** Segments with a second boundary before their own, ascending: see `ExactPath.write`. */
  readonly inside: readonly number[];
  readonly controlTokensInData: number;
}

/** The ids that the last call has given for its one text. `count`: how many. */
export function collectIds({ kernel, output }: Workspace, count: number): Int32Array {
  return kernel.words.slice(output, output + count);
}

/**
 * Takes the results of one call out of the kernel's memory, for the texts in the order in which they were written. Each column is copied
 * once and cut into views: two arrays a text would cost more than encoding a short one.
 *
 * ```
 * firstToken   0 3 7 │ 0 2 │ 0 9 9 14 │     one more than segments each, counted from the text's first token
 * ids          ids   │ ids │ ids      │
 * ```
 */
export function collectTokens(workspace: Workspace, count: number, texts: readonly WrittenText[]): Tokens[] {
  const { kernel, firstTokens, straddles, output } = workspace;
  const { words } = kernel;
  const ids = words.slice(output, output + count);
  const straddling = words.slice(straddles, straddles + kernel.straddleCount);
  const isAlone = texts.length === 1;
  const columns = new Int32Array(
    isAlone ? (texts[0]?.segmentCount ?? 0) + 1 : workspace.boundaries.length + texts.length,
  );
  const none = isAlone ? straddling : straddling.subarray(0, 0);
  const all: Tokens[] = [];
  let column = 0;
  let straddle = 0;
  for (let index = 0; index < texts.length; index++) {
    const { boundary, segmentCount, inside, controlTokensInData } = texts[index] ?? NOTHING_WRITTEN;
    const next = texts[index + 1];
    const start = words[firstTokens + boundary] ?? 0;
    const end = next === undefined ? count : (words[firstTokens + next.boundary] ?? 0);
    const firstColumn = column;
    let at = firstTokens + boundary;
    let doubled = 0;
    columns[column++] = 0;
    for (let segment = 1; segment < segmentCount; segment++) {
      if (doubled < inside.length && inside[doubled] === segment) {
        doubled++;
        at++;
      }
      columns[column++] = (words[++at] ?? 0) - start;
    }
    if (segmentCount > 0) columns[column++] = end - start;
    else columns[firstColumn] = end - start;
    const firstStraddle = straddle;
    while (straddle < straddling.length && (straddling[straddle] ?? 0) < end) {
      straddling[straddle] = (straddling[straddle] ?? 0) - start;
      straddle++;
    }
    const own = isAlone || firstStraddle === straddle ? none : straddling.subarray(firstStraddle, straddle);
    all.push({
      ids: isAlone ? ids : ids.subarray(start, end),
      firstToken: isAlone ? columns : columns.subarray(firstColumn, column),
      straddles: inside.length === 0 ? own : withInner(own, words, firstTokens + boundary, start, inside),
      controlTokensInData,
    });
  }
  return all;
}

const NOTHING_WRITTEN: WrittenText = { boundary: 0, segmentCount: 0, inside: [], controlTokensInData: 0 };

/** Adds the tokens that begin or end within a character in which a segment begins. */
function withInner(
  straddles: Int32Array,
  words: Int32Array,
  firstTokens: number,
  start: number,
  inside: readonly number[],
): Int32Array {
  const all = new Set(straddles);
  for (const [index, segment] of inside.entries()) {
    const before = firstTokens + segment + index;
    const end = words[before + 1] ?? 0;
    for (let token = words[before] ?? 0; token < end; token++) all.add(token - start);
  }
  return Int32Array.from([...all].toSorted((one, other) => one - other));
}
