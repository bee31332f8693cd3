import type { Tokens } from "@turnwise/core";
import { boundaryCount, type CutText } from "./cut-text.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Takes the results of one call out of the kernel's memory, for the texts in the order in which they were written. All of them are copied
 * at once, into one block of memory: two arrays a text would cost more than encoding a short one.
 *
 * ```
 * first tokens │ 0 3 7 │ 7 9 │ 9 18 18 23 │ straddles … │ ids │ ids │ ids        of the begin and each segment's end;
 * becomes      │ 0 3 7 │ 0 2 │ 0  9  9 14 │                                     counted from the text's own first
 * ```
 */
export function collectAll(workspace: Workspace, count: number, texts: readonly CutText[], all: Tokens[]): void {
  const { kernel, firstTokens, straddles, output } = workspace;
  const block = new Int32Array(kernel.words.subarray(firstTokens, output + count));
  const { buffer } = block;
  const firstId = output - firstTokens;
  let straddle = straddles - firstTokens;
  const behindStraddles = straddle + kernel.straddleCount;
  const none = new Int32Array(buffer, 0, 0);
  let column = 0;
  for (const text of texts) {
    const firstColumn = column;
    column += boundaryCount(text);
    const start = block[firstColumn] ?? 0;
    const end = block[column - 1] ?? 0;
    for (let at = firstColumn; at < column; at++) block[at] = (block[at] ?? 0) - start;
    const firstStraddle = straddle;
    for (; straddle < behindStraddles && (block[straddle] ?? 0) < end; straddle++)
      block[straddle] = (block[straddle] ?? 0) - start;
    all.push({
      ids: new Int32Array(buffer, 4 * (firstId + start), end - start),
      firstToken: new Int32Array(buffer, 4 * firstColumn, column - firstColumn),
      straddles:
        straddle === firstStraddle ? none : new Int32Array(buffer, 4 * firstStraddle, straddle - firstStraddle),
      controlTokensInData: 0,
    });
  }
}
