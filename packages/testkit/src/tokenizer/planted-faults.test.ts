import { createRenderingBuilder, textRendering, type Rendering, type Tokenizer, type Tokens } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { failuresOf } from "../check.ts";
import { createCharacterTokenizer } from "../fixtures/character-tokenizer.ts";
import { segmentsOf } from "../model-family/trained-texts.ts";
import { tokenizerChecks, type TokenizerOptions } from "./test-tokenizer.ts";

const CONTROL_TOKENS = ["<s>", "<|start|>", "<|stop|>"];
const sound = createCharacterTokenizer(CONTROL_TOKENS);
const OPTIONS: TokenizerOptions = { references: [{ text: "<s>Hi\n\n", ids: [0x110000, 72, 105, 0x10fffd] }] };
const REFERENCE = 'ids of "<s>Hi\\n\\n" are the reference\'s';

function encoding(change: (tokens: Tokens, rendering: Rendering) => Partial<Tokens>): Tokenizer {
  return {
    ...sound,
    encode(rendering, options) {
      const tokens = sound.encode(rendering, options);
      return { ...tokens, ...change(tokens, rendering) };
    },
  };
}

function startsAt(change: (starts: Int32Array, rendering: Rendering) => Int32Array): Tokenizer {
  return { ...sound, starts: (rendering, tokens) => change(sound.starts(rendering, tokens), rendering) };
}

/** Each segment on its own, as one would without care. */
function encodeApart(rendering: Rendering): Partial<Tokens> {
  const apart = segmentsOf(rendering).flatMap((segment) => {
    const builder = createRenderingBuilder();
    if (segment.origin === "template") builder.template(segment.text, segment.part);
    else builder.data(segment.text, segment.part, { message: 0, field: "content", start: 0 });
    return [...sound.encode(builder.finish()).ids];
  });
  return { ids: Int32Array.from(apart) };
}

const COUNTS = "counts what the data holds of control tokens, makes them on demand, and refuses them on demand";
const shared = new Int32Array(4096);

const FAULTS: readonly (readonly [name: string, tokenizer: Tokenizer, found: string])[] = [
  ["gives other ids", encoding(({ ids }) => ({ ids: ids.map((id) => id + 1) })), REFERENCE],
  ["adds its BOS by itself", encoding(({ ids }) => ({ ids: Int32Array.of(0x110000, ...ids) })), REFERENCE],
  [
    "encodes segments apart",
    encoding((_tokens, rendering) => encodeApart(rendering)),
    "ids do not depend on how template text is cut into segments",
  ],
  [
    "lets data become control tokens",
    encoding((_tokens, { text }) => ({ ids: sound.encode(textRendering(text)).ids })),
    "control tokens in data stay text",
  ],
  [
    "lets data finish a control token",
    encoding((tokens, rendering) =>
      segmentsOf(rendering).some(({ origin }) => origin === "template")
        ? { ids: sound.encode(textRendering(rendering.text)).ids }
        : tokens,
    ),
    "a control token that template and data would only make together stays text",
  ],
  [
    "does not know its control tokens",
    { ...createCharacterTokenizer([]), controlTokens: sound.controlTokens.slice(0, 1) },
    "each control token is one token in template text, alone and between others",
  ],
  [
    "is off by one in firstToken",
    encoding(({ firstToken }) => ({ firstToken: firstToken.map((token, index) => (index === 1 ? token + 1 : token)) })),
    "firstToken: the first token that starts at or after each segment's start",
  ],
  [
    "forgets the end of firstToken",
    encoding(({ firstToken }) => ({ firstToken: firstToken.slice(0, -1) })),
    "firstToken: the first token that starts at or after each segment's start",
  ],
  [
    "sees no straddles",
    encoding(() => ({ straddles: new Int32Array() })),
    "straddles: sorted, exactly the tokens that reach into a later segment",
  ],
  [
    "sees straddles everywhere",
    encoding(({ ids }) => ({ straddles: ids.map((_, index) => index) })),
    "straddles: sorted, exactly the tokens that reach into a later segment",
  ],
  [
    "counts starts in code points",
    startsAt((starts, { text }) => starts.map((start) => Array.from(text.slice(0, start)).length)),
    "firstToken: the first token that starts at or after each segment's start",
  ],
  [
    "starts inside a surrogate pair",
    startsAt((starts, { text }) =>
      starts.map((start) => ((text.codePointAt(start) ?? 0) > 0xffff ? start + 1 : start)),
    ),
    "starts: one a token, from 0, never decreasing, inside the text, never inside a character",
  ],
  [
    "gives ends for starts",
    startsAt((starts, { text }) => starts.map((_, index) => starts[index + 1] ?? text.length)),
    "starts: one a token, from 0, never decreasing, inside the text, never inside a character",
  ],
  [
    "hands out its own buffer",
    encoding(({ ids }) => {
      if (shared[0] === -7) return { ids: shared.subarray(0, ids.length) };
      shared.set(ids);
      return { ids: shared.subarray(0, ids.length) };
    }),
    "columns belong to the caller: writing into them changes no later result",
  ],
  [
    "makes a token of nothing",
    encoding(({ ids }) => (ids.length > 0 ? {} : { ids: Int32Array.of(32) })),
    "a text of nothing has no tokens",
  ],
  ["loses text in decoding", { ...sound, decode: (ids) => sound.decode(ids).trim() }, "decoding gives the text back"],
  ["has no hash", { ...sound, hash: "" }, "declares its hash, BOS, end of sequence, control and added tokens"],
  [
    "names another token as its BOS",
    { ...sound, bos: { id: 7, text: "<s>" } },
    "declares its hash, BOS, end of sequence, control and added tokens",
  ],
  [
    "forgets its added tokens",
    { ...sound, addedTokens: [] },
    "declares its hash, BOS, end of sequence, control and added tokens",
  ],
  [
    "crosses breaks",
    { ...sound, encode: (rendering, options) => sound.encode(rendering, { ...options, breaks: [] }) },
    "breaks: what stands left and right is encoded apart, the right as what continues a text",
  ],
  [
    "knows one break only",
    {
      ...sound,
      encode: (rendering, options) =>
        sound.encode(rendering, { ...options, breaks: options?.breaks?.slice(0, 1) ?? [] }),
    },
    "breaks: several at once",
  ],
  ["does not count control tokens in data", encoding(() => ({ controlTokensInData: 0 })), COUNTS],
  [
    "never refuses control tokens in data",
    { ...sound, encode: (rendering, { breaks = [] } = {}) => sound.encode(rendering, { breaks }) },
    COUNTS,
  ],
  [
    "takes every text for a control token",
    { ...sound, withControlTokens: (texts) => createCharacterTokenizer([...CONTROL_TOKENS, ...texts]) },
    "withControlTokens ignores unknown texts and leaves the tokenizer as it was",
  ],
];

describe("the suite of tokenizers", () => {
  test("finds nothing in a sound tokenizer", async () => {
    expect(await failuresOf(tokenizerChecks(() => sound, OPTIONS))).toEqual([]);
  });
  test.each(FAULTS)("finds one that %s", async (_name, tokenizer, found) => {
    shared.fill(0);
    expect(await failuresOf(tokenizerChecks(() => tokenizer, OPTIONS))).toContain(found);
  });
  test("finds turn markers that stay text", async () => {
    const failures = await failuresOf(tokenizerChecks(() => sound, { turnMarkers: ["<call>"] }));
    expect(failures).toEqual(["withControlTokens makes turn markers control tokens"]);
  });
});
