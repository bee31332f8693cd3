import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { characterTokenizer } from "../character-tokenizer.fixture.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { encodeBehind } from "./encode-behind.ts";

const tokenizer = characterTokenizer({ merges: ["\nP", "a ", " <", "xx", ">P"] });

interface Piece {
  readonly text: string;
  readonly isData: boolean;
}

function rendered(pieces: readonly Piece[]): Rendering {
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  for (const { text, isData } of pieces) {
    if (isData) builder.data(text, "body", { message: 0, field: "content", start: 0 });
    else builder.template(text, "body");
  }
  return builder.finish();
}

function template(...texts: readonly string[]): readonly Piece[] {
  return texts.map((text) => ({ text, isData: false }));
}

/** The tokens, and the texts that were encoded for them. */
function encodedBehind(other: Rendering, rendering: Rendering) {
  const texts: string[] = [];
  const watched: Tokenizer = {
    ...tokenizer,
    encode(given, options) {
      texts.push(given.text);
      return tokenizer.encode(given, options);
    },
  };
  const tokens = encodeBehind({ rendering: other, encoded: tokenizer.encode(other) }, rendering, watched, {});
  return { tokens, texts };
}

describe("a rendering that begins like one that is encoded", () => {
  const start = template("<s>", "<t>user\n", "Hi", "<e>", "\n", "<t>assistant\n");

  it("is encoded from the last control token that both have", () => {
    const rendering = rendered([...start, ...template("<think>", "Paris", "<e>")]);
    const { tokens, texts } = encodedBehind(rendered([...start, ...template("Paris", "<e>")]), rendering);
    expect(texts).toEqual(["<t>assistant\n<think>Paris<e>"]);
    expect(tokens).toEqual(tokenizer.encode(rendering));
  });

  it("is encoded whole where its beginning is another text of the same length", () => {
    const rendering = rendered([
      ...template("<s>", "<t>user\n", "Yo", "<e>", "\n", "<t>assistant\n"),
      ...template("a"),
    ]);
    const { tokens, texts } = encodedBehind(rendered([...start, ...template("b")]), rendering);
    expect(texts).toEqual([rendering.text]);
    expect(tokens).toEqual(tokenizer.encode(rendering));
  });

  it("is encoded whole where the data holds control tokens, which are counted", () => {
    const pieces = [...template("<s>"), { text: "<e>", isData: true }, ...start];
    const rendering = rendered([...pieces, ...template("a")]);
    const { tokens, texts } = encodedBehind(rendered(pieces), rendering);
    expect(texts).toEqual([rendering.text]);
    expect(tokens.controlTokensInData).toBe(1);
  });

  it("has the tokens that it has alone, whatever both are", () => {
    const piece = fc.record({
      text: fc.constantFrom("<s>", "<t>", "<e>", "<t>user\n", "\n", "P", "a ", " ", "xx", "x", "<", "e>", "Hi"),
      isData: fc.boolean(),
    });
    const pieces = fc.array(piece, { maxLength: 8 });
    fc.assert(
      fc.property(pieces, pieces, pieces, (shared, left, right) => {
        const rendering = rendered([...shared, ...right]);
        const { tokens } = encodedBehind(rendered([...shared, ...left]), rendering);
        expect(tokens).toEqual(tokenizer.encode(rendering));
      }),
      { numRuns: 2000 },
    );
  });
});
