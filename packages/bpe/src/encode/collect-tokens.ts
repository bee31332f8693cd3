import type { Tokens } from "@turnwise/core";
import type { Workspace } from "./workspace.ts";

/** The text that has been written into a workspace. */
export interface WrittenText {
  readonly segmentCount: number;
  /** Segments with a second boundary before their own, ascending: see `ExactPath.write`. */
  readonly inside: readonly number[];
  readonly controlTokensInData: number;
}

/** The ids that the last call has given for its one text. `count`: how many. */
export function collectIds({ kernel, output }: Workspace, count: number): Int32Array {
  return kernel.words.slice(output, output + count);
}

/** Takes the results of the last call for its one text out of the kernel's memory. `count`: of tokens. */
export function collectTokens(workspace: Workspace, count: number, text: WrittenText): Tokens {
  const { kernel, firstTokens, straddles, output } = workspace;
  const { words } = kernel;
  const { segmentCount, inside, controlTokensInData } = text;
  const firstToken = new Int32Array(segmentCount + 1);
  let at = firstTokens;
  let doubled = 0;
  for (let segment = 1; segment < segmentCount; segment++) {
    if (doubled < inside.length && inside[doubled] === segment) {
      doubled++;
      at++;
    }
    firstToken[segment] = words[++at] ?? 0;
  }
  firstToken[segmentCount] = count;
  const own = words.slice(straddles, straddles + kernel.straddleCount);
  return {
    ids: words.slice(output, output + count),
    firstToken,
    straddles: inside.length === 0 ? own : withInner(own, words, firstTokens, inside),
    controlTokensInData,
  };
}

/** Adds the tokens that begin or end within a character in which a segment begins. */
function withInner(
  straddles: Int32Array,
  words: Int32Array,
  firstTokens: number,
  inside: readonly number[],
): Int32Array {
  const all = new Set(straddles);
  for (const [index, segment] of inside.entries()) {
    const before = firstTokens + segment + index;
    const end = words[before + 1] ?? 0;
    for (let token = words[before] ?? 0; token < end; token++) all.add(token);
  }
  return Int32Array.from([...all].toSorted((one, other) => one - other));
}
