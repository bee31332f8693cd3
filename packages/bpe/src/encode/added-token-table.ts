import type { AddedToken } from "../definition/tokenizer-definition.ts";
import type { Matching } from "../general/matching.ts";

export const IS_CONTROL = 1;
export const STRIPS_LEFT = 2;
export const STRIPS_RIGHT = 4;
export const IS_SINGLE_WORD = 8;

const UNKNOWN = 0;
const HARMLESS = 1;
const HIDES_CONTROL = 2;

/** What the fast path asks about an added token, by its index. */
export class AddedTokenTable {
  readonly ids: Int32Array;
  /** Sums of IS_CONTROL, STRIPS_LEFT, … */
  readonly flags: Uint8Array;
  readonly #tokens: readonly AddedToken[];
  readonly #matching: () => Matching;
  readonly #hiding: Uint8Array;

  constructor(tokens: readonly AddedToken[], control: ReadonlySet<number>, matching: () => Matching) {
    this.#tokens = tokens;
    this.#matching = matching;
    this.#hiding = new Uint8Array(tokens.length);
    this.ids = Int32Array.from(tokens, ({ id }) => id);
    this.flags = Uint8Array.from(
      tokens,
      (token) =>
        (control.has(token.id) ? IS_CONTROL : 0) |
        (token.lstrip ? STRIPS_LEFT : 0) |
        (token.rstrip ? STRIPS_RIGHT : 0) |
        (token.singleWord ? IS_SINGLE_WORD : 0),
    );
  }

  /**
   * Whether a control token's text can begin inside this token's text, so that a match of it hides one: `a<` hides `<|end|>` in
   * `a<|end|>`.
   */
  hidesControl(index: number): boolean {
    const known = this.#hiding[index] ?? UNKNOWN;
    if (known !== UNKNOWN) return known === HIDES_CONTROL;
    const content = this.#tokens[index]?.content ?? "";
    const hides = this.#matching().controlTexts.beginsIn(content);
    this.#hiding[index] = hides ? HIDES_CONTROL : HARMLESS;
    return hides;
  }
}
