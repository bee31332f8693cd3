import { NO_BOUNDARY } from "./layout.ts";

/**
 * Finds the first token at or behind each boundary, and the tokens that straddle one, while tokens are written. Only in a word with
 * a boundary inside are lengths of tokens looked at.
 *
 * ```
 * text          ␠un│believ│able      boundaries at │
 * tokens        ␠unb 7 │ eliev 8 │ able 9
 * firstTokens   8, 9                 indexes of tokens
 * straddles     7
 * ```
 */
export class BoundaryWalker {
  readonly #lengths: Uint16Array;
  #words: Int32Array = new Int32Array(0);
  /** Words of the memory: the next boundary, its answer, the next place for a straddling token. */
  #boundary = 0;
  #answer = 0;
  #straddle = 0;
  #straddlesBegin = 0;
  #lastStraddle = -1;
  #output = 0;
  /** Address of the next boundary. */
  next: number = NO_BOUNDARY;

  constructor(lengths: Uint16Array) {
    this.#lengths = lengths;
  }

  /** Addresses as in EncodeCall. */
  begin(words: Int32Array, boundaries: number, firstTokens: number, straddles: number, output: number): void {
    this.#words = words;
    this.#boundary = boundaries >>> 2;
    this.#answer = firstTokens >>> 2;
    this.#straddle = straddles >>> 2;
    this.#straddlesBegin = straddles >>> 2;
    this.#lastStraddle = -1;
    this.#output = output >>> 2;
    this.next = words[this.#boundary] ?? NO_BOUNDARY;
  }

  get straddleCount(): number {
    return this.#straddle - this.#straddlesBegin;
  }

  /**
   * Answers the boundaries before the end of a word; `beforePiece` has answered those at its piece's begin.
   *
   * @param from word of the memory that holds the word's first token
   * @param to behind its last
   */
  inWord(start: number, end: number, from: number, to: number): void {
    const words = this.#words;
    let token = from;
    let at = start;
    while (this.next < end) {
      while (at < this.next && token < to) at += this.#lengths[words[token++] ?? 0] ?? 0;
      if (at > this.next && token > from) this.#straddles(token - 1);
      this.#answerWith(token);
    }
  }

  /** Answers the boundaries up to a piece's begin, though its first token be nothing but a space that the text does not have. */
  beforePiece(start: number, token: number): void {
    while (this.next <= start) this.#answerWith(token);
  }

  /** Answers the boundaries before the end of an added token. */
  inAddedToken(start: number, end: number, token: number): void {
    while (this.next < end) {
      if (this.next > start) this.#straddles(token);
      this.#answerWith(this.next > start ? token + 1 : token);
    }
  }

  /** Answers what is left: no token begins there. */
  finish(token: number): void {
    while (this.next !== NO_BOUNDARY) this.#answerWith(token);
  }

  #answerWith(token: number): void {
    this.#words[this.#answer++] = token - this.#output;
    this.next = this.#words[++this.#boundary] ?? NO_BOUNDARY;
  }

  #straddles(token: number): void {
    if (token === this.#lastStraddle) return;
    this.#lastStraddle = token;
    this.#words[this.#straddle++] = token - this.#output;
  }
}
