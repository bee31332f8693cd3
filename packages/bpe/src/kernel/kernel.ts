/**
 * The inner loops of the tokenizer, written twice: in AssemblyScript (`assembly/`) and in TypeScript (here). Both read the same image
 * (`layout.ts`), give the same answers, and pass the same tests.
 *
 * A kernel trusts its host: addresses lie inside its memory, texts are well-formed UTF-8 followed by TEXT_PADDING bytes, the first of them 0,
 * and outputs have room for the worst case. `encode/` is the only host, and the place where all of that is checked.
 */
export interface Kernel {
  readonly name: "webassembly" | "typescript";
  /** The memory as bytes and as words. Void after `reserve` and `encode`, which may let it grow: read them anew. */
  readonly bytes: Uint8Array;
  readonly words: Int32Array;
  /** First address that the host may use, a multiple of 64. */
  readonly workspace: number;
  /** Makes the memory reach up to an address. */
  reserve(end: number): void;

  /** Turns offsets in UTF-16 code units from `start`, ascending, into addresses, in place; one between the halves of a surrogate pair is that behind it. */
  toAddresses(start: number, end: number, offsets: number, count: number): void;
  /** Turns addresses from `start` on, ascending, into offsets in UTF-16 code units, in place; one inside of a character is that behind it. */
  toOffsets(start: number, end: number, addresses: number, count: number): void;
  /** Address of the first character of the UNSTABLE table, `end` if there is none. No ASCII character is in it. */
  firstUnstable(start: number, end: number): number;
  /**
   * Finds added tokens from `start` on, leftmost-longest, without overlap, whatever their flags; `trie` is the address of one of the two tables. Writes three words for each to `matches`:
   * its address, the address behind it, its index. Stops when `capacity` matches are written: go on behind the last.
   *
   * @returns the number of matches
   */
  findAddedTokens(trie: number, start: number, end: number, matches: number, capacity: number): number;
  /** The scanner alone: writes the addresses of word ends, at most `capacity`. @returns how many */
  wordEnds(start: number, end: number, ends: number, capacity: number): number;
  /**
   * Encodes pieces. Of each boundary (an address, ascending, NO_BOUNDARY behind the last) it writes to `firstTokens` the index of the
   * first token that starts at or behind it, and to `straddles` the indexes, ascending, of the tokens that begin before a boundary and
   * end behind it.
   *
   * @returns the number of tokens written to `output`, or a negative code; then `failedAt` and `failedLength` say where
   */
  encode(call: EncodeCall): number;
  /** What the last `encode` left besides tokens. */
  readonly straddleCount: number;
  readonly failedAt: number;
  readonly failedLength: number;
  /**
   * From now on no word gives one of these ids: a word that would is merged again without the merges that make one. Where a word can be cut because no
   * token reaches across, this goes for its parts. Empties the word cache.
   */
  forbid(ids: readonly number[]): void;
  /** Empties the word cache. */
  forget(): void;
}

/** Addresses of what `encode` reads and writes; all multiples of 4. */
export interface EncodeCall {
  /** PIECE_WORDS words for each piece. */
  readonly pieces: number;
  readonly pieceCount: number;
  /** Word ends of pieces with PIECE_WORDS_GIVEN. */
  readonly wordEnds: number;
  readonly boundaries: number;
  readonly firstTokens: number;
  readonly straddles: number;
  readonly output: number;
  /** First free address behind all of these: scratch for long words. A multiple of 64. */
  readonly scratch: number;
}
