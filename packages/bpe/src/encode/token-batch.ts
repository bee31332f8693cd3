import type { Tokens } from "@turnwise/core";
import { firstAbove } from "../general/sorted-search.ts";

/**
 * Tokens of several renderings, as columns of all of them: no array and no object for each.
 *
 * ```
 * renderings         [Hello][ world]     [Bye]
 * ids                9707  1879          1359  68           every index below counts these
 * tokenOffsets       0                   2           4      where each rendering's begin, and their end
 * firstToken         0     1     2       2           4      of the begin of each segment, and of the last one's end
 * firstTokenOffsets  0                   3           5      where each rendering's `firstToken` begin, and their end
 * ```
 *
 * @example
 * const batch = tokenizer.encodeBatch(renderings);
 * for (const { ids, firstToken } of batch) console.log(ids, firstToken);
 * const second = batch.ids.subarray(batch.tokenOffsets[1], batch.tokenOffsets[2]);
 */
export interface TokenBatch extends Iterable<Tokens> {
  /** How many renderings. */
  readonly length: number;
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
  /**
   * The tokens of one rendering, as `encode` gives them. Its `ids` are a view of this batch's; the others are copies.
   *
   * @throws {RangeError} for an index that is none
   */
  at(rendering: number): Tokens;
}

type Columns = Pick<
  TokenBatch,
  "ids" | "tokenOffsets" | "firstToken" | "firstTokenOffsets" | "straddles" | "controlTokensInData"
>;

export function tokenBatch(columns: Columns): TokenBatch {
  return new ColumnBatch(columns);
}

class ColumnBatch implements TokenBatch {
  readonly length: number;
  readonly ids: Int32Array;
  readonly tokenOffsets: Int32Array;
  readonly firstToken: Int32Array;
  readonly firstTokenOffsets: Int32Array;
  readonly straddles: Int32Array;
  readonly controlTokensInData: Int32Array;

  constructor(columns: Columns) {
    this.length = columns.controlTokensInData.length;
    this.ids = columns.ids;
    this.tokenOffsets = columns.tokenOffsets;
    this.firstToken = columns.firstToken;
    this.firstTokenOffsets = columns.firstTokenOffsets;
    this.straddles = columns.straddles;
    this.controlTokensInData = columns.controlTokensInData;
  }

  at(rendering: number): Tokens {
    if (!Number.isInteger(rendering) || rendering < 0 || rendering >= this.length) {
      throw new RangeError(`rendering ${rendering} of ${this.length}`);
    }
    const { tokenOffsets, firstToken, firstTokenOffsets, straddles } = this;
    const start = tokenOffsets[rendering] ?? 0;
    const end = tokenOffsets[rendering + 1] ?? 0;
    const own = (column: Int32Array, from = 0, to = 0): Int32Array => column.slice(from, to).map((at) => at - start);
    return {
      ids: this.ids.subarray(start, end),
      firstToken: own(firstToken, firstTokenOffsets[rendering], firstTokenOffsets[rendering + 1]),
      straddles: own(straddles, firstAbove(straddles, start - 1), firstAbove(straddles, end - 1)),
      controlTokensInData: this.controlTokensInData[rendering] ?? 0,
    };
  }

  *[Symbol.iterator](): IterableIterator<Tokens> {
    for (let rendering = 0; rendering < this.length; rendering++) yield this.at(rendering);
  }
}
