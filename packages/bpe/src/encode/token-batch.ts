import type { Tokens } from "@turnwise/core";
import { firstAbove } from "../general/sorted-search.ts";

/**
 * Columns of the tokens of several renderings: no array and no object for each. They are the caller's; the memory behind one may be up to a
 * third longer.
 *
 * ```
 * renderings         [Hello][ world]     [Bye]
 * ids                9707  1879          1359  68           every index below counts these
 * tokenOffsets       0                   2           4      where each rendering's begin, and their end
 * firstToken         0     1     2       2           4      of the begin of each segment, and of the last one's end
 * firstTokenOffsets  0                   3           5      where each rendering's `firstToken` begin, and their end
 * ```
 */
export interface TokenColumns {
  /** Ids of all renderings, one behind the other. */
  readonly ids: Int32Array;
  /** Length renderings + 1, ascending: where in `ids` each rendering's begin. */
  readonly tokenOffsets: Int32Array;
  /** `Tokens.firstToken` of all renderings, but as indexes of `ids`. */
  readonly firstToken: Int32Array;
  /** Length renderings + 1, ascending: where in `firstToken` each rendering's begin. */
  readonly firstTokenOffsets: Int32Array;
  /** `Tokens.straddles` of all renderings, but as indexes of `ids`: ascending. */
  readonly straddles: Int32Array;
  /** Length renderings: `Tokens.controlTokensInData`. */
  readonly controlTokensInData: Int32Array;
}

/**
 * Tokens of several renderings.
 *
 * @example
 * const batch = tokenizer.encodeBatch(renderings);
 * for (const { ids, firstToken } of batch) console.log(ids, firstToken);
 * const second = batch.ids.subarray(batch.tokenOffsets[1], batch.tokenOffsets[2]);
 */
export interface TokenBatch extends TokenColumns, Iterable<Tokens> {
  /** How many renderings. */
  readonly length: number;
  /**
   * The tokens of one rendering, as `encode` gives them. Its `ids` are a view of this batch's; the others are copies.
   *
   * @throws {RangeError} for an index that is none
   */
  at(rendering: number): Tokens;
}

export function tokenBatch(columns: TokenColumns): TokenBatch {
  const { length } = columns.controlTokensInData;
  const at = (rendering: number): Tokens => {
    if (!Number.isInteger(rendering) || rendering < 0 || rendering >= length) {
      throw new RangeError(`rendering ${rendering} of ${length}`);
    }
    return tokensAt(columns, rendering);
  };
  return {
    ...columns,
    length,
    at,
    *[Symbol.iterator]() {
      for (let rendering = 0; rendering < length; rendering++) yield at(rendering);
    },
  };
}

function tokensAt(columns: TokenColumns, rendering: number): Tokens {
  const { ids, tokenOffsets, firstToken, firstTokenOffsets, straddles, controlTokensInData } = columns;
  const start = tokenOffsets[rendering] ?? 0;
  const end = tokenOffsets[rendering + 1] ?? 0;
  const own = (column: Int32Array, from = 0, to = 0): Int32Array =>
    column.slice(from, to).map((index) => index - start);
  return {
    ids: ids.subarray(start, end),
    firstToken: own(firstToken, firstTokenOffsets[rendering], firstTokenOffsets[rendering + 1]),
    straddles: own(straddles, firstAbove(straddles, start - 1), firstAbove(straddles, end - 1)),
    controlTokensInData: controlTokensInData[rendering] ?? 0,
  };
}
