import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { characterTokenizer } from "../character-tokenizer.fixture.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { createProofByStarts } from "./prove-prompt.ts";
import { isProvenByHeader } from "./proven-by-header.ts";

const tokenizer = characterTokenizer({ merges: ["\nP", "a ", " <", "xx"] });

/** Answers behind a header each; `promptLengths`: where they begin. */
function rendered(answers: readonly string[], header = "<t>assistant\n") {
  const builder = createRenderingBuilder();
  const promptLengths: number[] = [];
  let length = 0;
  answers.forEach((answer, message) => {
    builder.turn("assistant", [message]);
    builder.template(header, "header");
    promptLengths.push((length += header.length));
    builder.data(answer, "body", { message, field: "content", start: 0 });
    builder.template("<e>", "end");
    length += answer.length + "<e>".length;
  });
  return { rendering: builder.finish(), promptLengths };
}

function isProven(given: Rendering, promptLength: number, by: Tokenizer = tokenizer): boolean {
  return isProvenByHeader(by, given, by.encode(given), promptLength);
}

describe("a prompt that its header proves", () => {
  it("keeps its ids, whatever the answer is but for a token that reaches over", () => {
    const { rendering, promptLengths } = rendered(["Rome.", "Paris.", ""]);
    expect(promptLengths.map((length) => isProven(rendering, length))).toEqual([true, false, true]);
  });

  it("is encoded once for all texts that have it", () => {
    let encodings = 0;
    const counting: Tokenizer = {
      ...tokenizer,
      encode: (given, options) => {
        encodings++;
        return tokenizer.encode(given, options);
      },
    };
    const { rendering, promptLengths } = rendered(["Rome.", "Oslo.", "Bern."]);
    const tokens = tokenizer.encode(rendering);
    expect(promptLengths.map((length) => isProvenByHeader(counting, rendering, tokens, length))).toEqual([
      true,
      true,
      true,
    ]);
    expect(encodings).toBe(1);
  });

  it("is none without a control token, nor within a segment", () => {
    const bare = rendered(["Rome."], "assistant\n");
    expect(isProven(bare.rendering, bare.promptLengths[0] ?? 0)).toBe(false);
    const { rendering, promptLengths } = rendered(["Rome."]);
    expect(isProven(rendering, (promptLengths[0] ?? 0) + 1)).toBe(false);
  });

  it("is none whose ids are others in the text", () => {
    const { rendering, promptLengths } = rendered(["Rome."]);
    const tokens = tokenizer.encode(rendering);
    const changed = { ...tokens, ids: tokens.ids.map((id, at) => (at === 1 ? id + 1 : id)) };
    expect(isProvenByHeader(tokenizer, rendering, changed, promptLengths[0] ?? 0)).toBe(false);
  });

  it("is one that a look at every token proves, too", () => {
    const piece = fc.constantFrom("P", "a", " ", "x", "\n", "<t>", "<e>", "<", "é", "😀");
    const text = fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(""));
    const header = fc.array(piece, { minLength: 1, maxLength: 5 }).map((pieces) => pieces.join(""));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 4 }), header, (answers, printed) => {
        const { rendering, promptLengths } = rendered(answers, printed);
        const tokens = tokenizer.encode(rendering);
        const prove = createProofByStarts(tokenizer, rendering, tokens, {});
        const proven = promptLengths.filter((length) => isProvenByHeader(tokenizer, rendering, tokens, length));
        expect(proven.map(prove)).toEqual(proven.map(() => "equal"));
      }),
      { numRuns: 2000 },
    );
  });
});
