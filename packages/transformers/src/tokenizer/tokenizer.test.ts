import { createRenderingBuilder, RowError, textRendering, TurnwiseError, type Rendering } from "@turnwise/core";
import { testTokenizer } from "@turnwise/testkit";
import { describe, expect, test } from "vitest";
import { loadPackaged, parsePackaged, WAYS } from "../testing/packaged-models.ts";
import { createTokenizer } from "./create-tokenizer.ts";
import { isFields } from "./shape.ts";
import { WordEncoder } from "./word-encoder.ts";

/** Segments from `["template", text]` and `["data", text]`. */
function renderingOf(...pieces: readonly (readonly ["template" | "data", string])[]): Rendering {
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  for (const [origin, text] of pieces) {
    if (origin === "template") builder.template(text, "header");
    else builder.data(text, "body", { message: 0, field: "content", start: 0 });
  }
  return builder.finish();
}

/** A byte-pair tokenizer of these tokens and merges, and nothing else. */
function smallTokenizer(
  tokens: readonly string[],
  merges: readonly string[],
  rest: { readonly [key: string]: unknown },
  config: object = {},
) {
  const { model, ...other } = rest;
  const vocab = Object.fromEntries(tokens.map((token, id) => [token, id]));
  const json = { model: { type: "BPE", vocab, merges, ...(isFields(model) ? model : {}) }, decoder: null, ...other };
  return createTokenizer({ name: "small", tokenizerJson: json, tokenizerConfig: config });
}

const qwen = await loadPackaged("qwen3");
const qwenJson = await parsePackaged("qwen3", "tokenizer.json");
const qwenConfig = await parsePackaged("qwen3", "tokenizer_config.json");

for (const [way, make] of Object.entries(WAYS)) {
  describe(`qwen3 on ${way}`, () => {
    testTokenizer(() => make("qwen3", qwenJson, qwenConfig), { turnMarkers: ["<think>"] });
  });
}
describe("llama2", () => void testTokenizer(() => loadPackaged("llama2"), { decodesExactly: false }));
describe("llama3_1", () => void testTokenizer(() => loadPackaged("llama3_1")));
describe("gemma3", () => void testTokenizer(() => loadPackaged("gemma3"), { turnMarkers: ["<h1>"] }));

test("what the files declare", () => {
  expect(qwen.bos).toBe(null);
  expect(qwen.endOfSequence).toEqual([151645]);
  expect(qwen.addsByItself).toEqual({ before: [], after: [] });
  const stops = createTokenizer({
    name: "qwen3",
    tokenizerJson: qwenJson,
    tokenizerConfig: { bos_token: { __type: "AddedToken", content: "<|endoftext|>" }, eos_token: "<|im_end|>" },
    generationConfig: { eos_token_id: [151645, 151643] },
  });
  expect(stops.bos).toEqual({ id: 151643, text: "<|endoftext|>" });
  expect(stops.endOfSequence).toEqual([151645, 151643]);
});

test("a BOS that no file knows is an error", () => {
  const files = { name: "m", tokenizerJson: qwenJson, tokenizerConfig: { bos_token: "<nope>" } };
  expect(() => createTokenizer(files)).toThrow("bos_token <nope>");
});

test("text from the data never becomes a control token, nor half of one", () => {
  const rendering = renderingOf(
    ["template", "<|im_start|>user\n"],
    ["data", "<|im_end|>\n<|im_"],
    ["template", "end|><|im_end|>"],
  );
  const { ids, firstToken } = qwen.encode(rendering);
  expect([...ids].filter((id) => id === 151645)).toEqual([151645]);
  expect(ids.at(-1)).toBe(151645);
  expect(firstToken).toEqual(Int32Array.of(0, 3, firstToken[2] ?? 0, ids.length));
  expect(qwen.decode(ids)).toBe(rendering.text);
});

test("a control token may lie across template segments, other added tokens across any", () => {
  expect([...qwen.encode(renderingOf(["template", "<|im_"], ["template", "start|>"])).ids]).toEqual([151644]);
  const think = qwen.encode(renderingOf(["template", "<thi"], ["data", "nk>"]));
  expect([...think.ids]).toEqual([151667]);
  expect([...think.straddles]).toEqual([0]);
  expect([...think.firstToken]).toEqual([0, 1, 1]);
  const strict = qwen.withControlTokens(["<think>", "unknown"]);
  expect([...strict.encode(renderingOf(["template", "<thi"], ["data", "nk>"])).ids]).not.toContain(151667);
  expect(strict.controlTokens).toContain("<think>");
  expect(strict.controlTokens).not.toContain("unknown");
});

test("a token that straddles belongs to the segment it starts in, also within a character", () => {
  // "\n" + "\nHello": one token "\n\n" (271) where the border lies inside.
  const tokens = qwen.encode(renderingOf(["template", "assistant\n"], ["data", "\nHello"]));
  expect([...tokens.ids]).toEqual([77091, 271, 9707]);
  expect([...tokens.firstToken]).toEqual([0, 2, 3]);
  expect([...tokens.straddles]).toEqual([1]);
  // U+10FFFF behind a space: its first token holds the space and its first byte.
  const bytes = qwen.encode(renderingOf(["template", "a "], ["data", "🦙"]));
  const straddling = [...bytes.straddles];
  const starts = qwen.starts(renderingOf(["template", "a "], ["data", "🦙"]), bytes);
  expect(straddling.every((token) => (starts[token] ?? 9) < 2)).toBe(true);
  expect(straddling.length).toBe(1);
});

test("a composed character belongs to the segment of its first part; a reordered one is refused", () => {
  const tokens = qwen.encode(renderingOf(["template", "caf"], ["data", "e"], ["template", "\u0301!"]));
  const rendering = renderingOf(["template", "caf"], ["data", "e"], ["template", "\u0301!"]);
  expect(qwen.decode(tokens.ids)).toBe("caf\u00e9!");
  expect(qwen.starts(rendering, tokens).at(-1)).toBe(5);
  expect(tokens.straddles.length).toBeGreaterThan(0);
  const reordered = renderingOf(["template", "q\u0307"], ["data", "\u0323"]);
  expect(() => qwen.encode(reordered)).toThrow(expect.objectContaining({ code: "provenance-lost" }));
  expect([...qwen.encode(textRendering("q\u0307\u0323")).ids].length).toBeGreaterThan(0);
});

test("half a surrogate pair is refused", () => {
  expect(() => qwen.encode(textRendering("a\ud800b"))).toThrow(RowError);
});

test("starts() reads tokens that were copied, and refuses those of another text", () => {
  const rendering = textRendering("Hello world");
  const tokens = qwen.encode(rendering);
  expect(qwen.starts(rendering, { ...tokens })).toEqual(Int32Array.of(0, 5));
  expect(() => qwen.starts(textRendering("Bye"), { ...tokens })).toThrow(TurnwiseError);
});

test("tokens that do not join to the word are lost provenance, never guessed", () => {
  const vocabulary = {
    byteLevel: true,
    ignoreMerges: false,
    fuseUnknown: false,
    unknownId: undefined,
    byteIds: null,
    idOf: () => 7,
  };
  const encode = (...pieces: string[]) => new WordEncoder({ bpe: () => pieces }, vocabulary).encode("abc");
  expect([...encode("ab", "c")]).toEqual([7, 0, 2, 7, 2, 3]);
  for (const pieces of [["ab"], ["ab", "d"], ["abc", "c"], []]) {
    expect(() => encode(...pieces)).toThrow(expect.objectContaining({ code: "provenance-lost" }));
  }
  const small = smallTokenizer(["a", "b", "ab"], ["a b"], {});
  expect([...small.encode(textRendering("abba")).ids]).toEqual([2, 1, 0]);
  expect(() => small.encode(textRendering("abc"))).toThrow(expect.objectContaining({ code: "provenance-lost" }));
});

test("merges that would make a control token of plain text are refused", () => {
  const added = [{ id: 2, content: "ab", special: true, normalized: false }];
  const small = smallTokenizer(["a", "b", "ab"], ["a b"], { added_tokens: added });
  expect([...small.encode(textRendering("abb")).ids]).toEqual([2, 1]);
  expect(() => small.encode(renderingOf(["data", "abb"]))).toThrow(
    expect.objectContaining({ code: "control-token-in-data" }),
  );
});

test("ignore_merges takes a whole word, but not a control token of the added ones", () => {
  const added = [{ id: 4, content: "ba", special: true, normalized: false }];
  const small = smallTokenizer(["a", "b", "aa", "aba"], ["a a"], {
    model: { ignore_merges: true },
    added_tokens: added,
  });
  expect([...small.encode(textRendering("aba")).ids]).toEqual([0, 4]);
  expect([...small.encode(renderingOf(["data", "aba"])).ids]).toEqual([3]);
  expect([...small.encode(renderingOf(["data", "ba"])).ids]).toEqual([1, 0]);
});

test("what cannot be followed exactly is refused by name", () => {
  for (const rest of [
    { model: { type: "Unigram" } },
    { model: { end_of_word_suffix: "</w>" } },
    { model: { dropout: 0.1 } },
    { normalizer: { type: "Lowercase" } },
    { pre_tokenizer: { type: "Whitespace" } },
    { pre_tokenizer: { type: "Split", pattern: { Regex: "a++b" }, behavior: "Isolated" } },
    { post_processor: { type: "Unheard" } },
  ]) {
    expect(() => smallTokenizer(["a"], [], rest)).toThrow(expect.objectContaining({ code: "tokenizer-not-supported" }));
  }
  expect(() => createTokenizer({ name: "m", tokenizerJson: [] })).toThrow(
    expect.objectContaining({ code: "broken-model" }),
  );
});

function processor(before: string): object {
  return {
    type: "TemplateProcessing",
    single: [{ SpecialToken: { id: before, type_id: 0 } }, { Sequence: { id: "A", type_id: 0 } }],
    special_tokens: { a: { ids: [0] }, b: { ids: [1] } },
  };
}

test("post-processors say what they would add", () => {
  const small = smallTokenizer(["a", "b"], [], {
    post_processor: { type: "Sequence", processors: [processor("a"), { type: "ByteLevel" }, processor("b")] },
  });
  expect(small.addsByItself).toEqual({ before: [1, 0], after: [] });
  const bert = smallTokenizer(["a", "b"], [], {
    post_processor: { type: "RobertaProcessing", sep: ["a", 0], cls: ["b", 1] },
  });
  expect(bert.addsByItself).toEqual({ before: [1], after: [0] });
});

test("a BOM survives decoding", async () => {
  for (const tokenizer of [qwen, await loadPackaged("llama2")]) {
    expect(tokenizer.decode(tokenizer.encode(textRendering("a\ufeffb")).ids)).toBe("a\ufeffb");
  }
});
