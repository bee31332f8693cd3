/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import { textRendering, type Rendering, type Tokenizer } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";
import { breakChecks } from "./break-checks.ts";
import { controlTokenChecks } from "./control-token-checks.ts";
import { provenanceChecks } from "./provenance-checks.ts";
import { SAMPLE_TEXTS } from "./sample-texts.ts";

/** A text, or a whole rendering, with the ids that the reference gives it (without what a post-processor adds). */
export interface EncodedReference {
  readonly text: string | Rendering;
  readonly ids: readonly number[];
}

export interface TokenizerOptions {
  /** From the reference implementation; control tokens in a text match. */
  readonly references?: readonly EncodedReference[];
  /** Added tokens of this tokenizer that are not special: `<tool_call>`, … */
  readonly turnMarkers?: readonly string[];
  /**
   * Whether decoding gives the text back, or its Unicode normal form C.
   *
   * @default true
   */
  readonly decodesExactly?: boolean;
  /** Further texts for every check on provenance. */
  readonly texts?: readonly string[];
}

/**
 * The contract of a tokenizer.
 *
 * @example
 * import { testTokenizer } from "@turnwise/testkit";
 *
 * testTokenizer(() => loadTokenizer("models/qwen3"), {
 *   references: [{ text: "<|im_start|>user\nHi", ids: [151644, 872, 198, 13048] }],
 *   turnMarkers: ["<tool_call>"],
 * });
 */
export function testTokenizer(create: () => Tokenizer | Promise<Tokenizer>, options: TokenizerOptions = {}): void {
  registerChecks("tokenizer", tokenizerChecks(create, options));
}

/** The checks that `testTokenizer` registers. `create` is called once. */
export function tokenizerChecks(
  create: () => Tokenizer | Promise<Tokenizer>,
  { references = [], turnMarkers = [], decodesExactly = true, texts = [] }: TokenizerOptions = {},
): readonly Check[] {
  let made: Promise<Tokenizer> | undefined;
  const once = (): Promise<Tokenizer> => (made ??= Promise.resolve(create()));
  const all = [...SAMPLE_TEXTS, ...texts];
  return [
    declarationCheck(once),
    ...references.map((reference) => referenceCheck(once, reference)),
    ...provenanceChecks(once, all),
    ...controlTokenChecks(once, turnMarkers),
    ...breakChecks(once, all),
    ...(decodesExactly ? [decodeCheck(once, all)] : []),
  ];
}

function declarationCheck(create: () => Promise<Tokenizer>): Check {
  return {
    name: "declares its hash, BOS, end of sequence, control and added tokens",
    async run() {
      const tokenizer = await create();
      expect(tokenizer.name).not.toBe("");
      expect(tokenizer.hash).toMatch(/^[0-9a-f]{64}$/);
      for (const tokens of [tokenizer.controlTokens, tokenizer.addedTokens, tokenizer.endOfSequence]) {
        const texts = tokens.map(({ text }) => text);
        expect(texts).not.toContain("");
        expect(new Set(texts).size).toBe(texts.length);
      }
      const added = new Map(tokenizer.addedTokens.map(({ id, text }) => [text, id]));
      for (const { id, text } of tokenizer.controlTokens) expect(added.get(text), text).toBe(id);
      const { before, after } = tokenizer.addsByItself;
      for (const id of [...tokenizer.endOfSequence.map((token) => token.id), ...before, ...after]) {
        expect(Number.isInteger(id) && id >= 0, `id ${id}`).toBe(true);
      }
      for (const { id, text } of tokenizer.endOfSequence) {
        if (added.get(text) !== undefined) expect(added.get(text), text).toBe(id);
      }
      if (tokenizer.bos === null) return;
      expect([...tokenizer.encode(textRendering(tokenizer.bos.text)).ids]).toEqual([tokenizer.bos.id]);
    },
  };
}

function referenceCheck(create: () => Promise<Tokenizer>, { text, ids }: EncodedReference): Check {
  const rendering = typeof text === "string" ? textRendering(text) : text;
  const shown = JSON.stringify(rendering.text.length > 60 ? `${rendering.text.slice(0, 59)}…` : rendering.text);
  return {
    name: `ids of ${shown} are the reference's`,
    async run() {
      expect([...(await create()).encode(rendering).ids]).toEqual(ids);
    },
  };
}

function decodeCheck(create: () => Promise<Tokenizer>, texts: readonly string[]): Check {
  return {
    name: "decoding gives the text back",
    async run() {
      const tokenizer = await create();
      // SentencePiece writes ▁ for a space, so that a ▁ of the text itself is lost.
      for (const text of texts.filter((each) => !each.includes("▁"))) {
        const decoded = tokenizer.decode(tokenizer.encode(textRendering(text)).ids);
        expect([text, text.normalize("NFC")], JSON.stringify(text)).toContain(decoded);
      }
    },
  };
}
