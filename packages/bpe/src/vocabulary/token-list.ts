import { brokenModel, notSupported } from "../tables/refusals.ts";

/** Ids are below this: tables grow with the highest id, so that one absurd id must not ask for gigabytes. */
export const MOST_TOKENS: number = 2 ** 22 + 1;

/**
 * A vocabulary as numbers, in any order.
 *
 * ```
 * units    │ t │ h │ e │ Ġ │ o │ f │ …        UTF-16 units of all tokens
 * starts   │ 0 │ 3 │ 6 │ …                    where each begins; one more than there are tokens
 * ids      │ 820 │ 315 │ …
 * ```
 */
export interface TokenList {
  readonly units: Uint16Array;
  readonly starts: Int32Array;
  readonly ids: Int32Array;
}

/**
 * @throws {TurnwiseError} `broken-model` for an id that is no number of a token, `tokenizer-not-supported` for one above what the tables
 * hold
 */
export function tokenListOf(vocabulary: Iterable<readonly [text: string, id: number]>): TokenList {
  const tokens = [...vocabulary];
  const ids = Int32Array.from(tokens, ([text, id]) => checkedId(text, id));
  const starts = new Int32Array(tokens.length + 1);
  const units = new Uint16Array(tokens.reduce((count, [text]) => count + text.length, 0));
  let end = 0;
  for (const [index, [text]] of tokens.entries()) {
    for (let i = 0; i < text.length; i++) units[end++] = text.charCodeAt(i);
    starts[index + 1] = end;
  }
  return { units, starts, ids };
}

function checkedId(text: string, id: number): number {
  if (!Number.isInteger(id) || id < 0)
    throw brokenModel(`the id of ${JSON.stringify(text)} is ${id}, not a number from 0 on`);
  if (id >= MOST_TOKENS)
    throw notSupported(`the id of ${JSON.stringify(text)} is ${id}; the tables hold ${MOST_TOKENS} tokens`);
  return id;
}
