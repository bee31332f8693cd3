import type { Tokens } from "@turnwise/core";
import { boundaryCount, type CutText } from "./cut-text.ts";
import type { Workspace } from "./workspace.ts";

/**
 * Takes the results of one call out of the kernel's memory, for the texts in the order in which they were written. All of them lie in one
 * block of memory: two arrays a text would cost more than encoding a short one.
 *
 * ```
 * ids │ ids │ ids      │ straddles │ 0 3 7 │ 0 2 │ 0 9 9 14        firstToken: one more than segments each
 * ```
 */
export function collectAll(workspace: Workspace, count: number, texts: readonly CutText[], all: Tokens[]): void {
  const { kernel, firstTokens, straddles, output, boundaries } = workspace;
  const { words } = kernel;
  const { straddleCount } = kernel;
  const behindIds = count + straddleCount;
  const block = new Int32Array(behindIds + boundaries.length + texts.length);
  const { buffer } = block;
  block.set(words.subarray(output, output + count));
  block.set(words.subarray(straddles, straddles + straddleCount), count);
  const none = new Int32Array(buffer, 0, 0);
  let column = behindIds;
  let straddle = count;
  let start = 0;
  let at = firstTokens;
  for (const text of texts) {
    const next = at + boundaryCount(text);
    const end = next - firstTokens < boundaries.length - 1 ? (words[next] ?? 0) : count;
    const firstColumn = column;
    block[column++] = 0;
    for (at++; at < next; at++) block[column++] = (words[at] ?? 0) - start;
    if (text.segmentCount === 0) block[firstColumn] = end - start;
    else block[column++] = end - start;
    const firstStraddle = straddle;
    for (; straddle < behindIds && (block[straddle] ?? 0) < end; straddle++)
      block[straddle] = (block[straddle] ?? 0) - start;
    all.push({
      ids: new Int32Array(buffer, 4 * start, end - start),
      firstToken: new Int32Array(buffer, 4 * firstColumn, column - firstColumn),
      straddles:
        straddle === firstStraddle ? none : new Int32Array(buffer, 4 * firstStraddle, straddle - firstStraddle),
      controlTokensInData: 0,
    });
    start = end;
  }
}
