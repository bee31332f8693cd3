import { bytesHash } from "../kernel/hashes.ts";
import { WHOLE_WORD_FILTER_WORDS, WHOLE_WORD_ID_BITS } from "../kernel/layout.ts";
import { notSupported } from "./refusals.ts";
import type { TokenBytes } from "./token-bytes.ts";
import { LONGEST_CHAIN } from "../vocabulary/vocabulary-index.ts";

/** WHOLE_WORDS and WHOLE_WORD_FILTER. */
export interface WholeWordTable {
  readonly slots: Int32Array;
  readonly filter: Int32Array;
}

/**
 * Whole words: ids by the bytes that they stand for, at slot `bytesHash & mask` or the next free one; compare with TOKEN_BYTES. Above an id stand
 * upper bits of the hash, so that few others are compared.
 *
 * ```
 * │ -1 │ 19:820 │ -1 │ 3:315 │ 107:6 │ -1 │ …       a power of two of slots, at most half of them used
 * ```
 */
export function buildWholeWords({ count, lengths, offsets, bytes }: TokenBytes): WholeWordTable {
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * count + 2))).fill(-1);
  const mask = slots.length - 1;
  const filter = new Int32Array(WHOLE_WORD_FILTER_WORDS);
  for (let id = 0; id < count; id++) {
    if (lengths[id] === 0) continue;
    const hash = bytesHash(bytes, offsets[id] ?? 0, offsets[id + 1] ?? 0);
    const word = (hash >>> 5) & (WHOLE_WORD_FILTER_WORDS - 1);
    filter[word] = (filter[word] ?? 0) | (1 << (hash & 31));
    let slot = hash & mask;
    for (let chain = 0; slots[slot] !== -1; slot = (slot + 1) & mask) {
      if (++chain > LONGEST_CHAIN) throw notSupported("its vocabulary is made to collide");
    }
    slots[slot] = ((hash >>> 25) << WHOLE_WORD_ID_BITS) | id;
  }
  return { slots, filter };
}
