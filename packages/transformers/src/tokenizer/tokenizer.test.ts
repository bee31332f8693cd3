import { isFields } from "@turnwise/bpe/parts";
import { createRenderingBuilder, RowError, textRendering, TurnwiseError, type Rendering } from "@turnwise/core";
import { testTokenizer } from "@turnwise/testkit";
import { describe, expect, test } from "vitest";
import { loadPackaged, parsePackaged, WAYS } from "../testing/packaged-models.ts";
import { createTokenizer } from "./create-tokenizer.ts";
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
  expect(qwen.endOfSequence).toEqual([{ id: 151645, text: "<|im_end|>" }]);
  expect(qwen.addsByItself).toEqual({ before: [], after: [] });
  const stops = createTokenizer({
    name: "qwen3",
    tokenizerJson: qwenJson,
    tokenizerConfig: { bos_token: { __type: "AddedToken", content: "<|endoftext|>" }, eos_token: "<|im_end|>" },
    generationConfig: { eos_token_id: [151645, 151643] },
  });
  expect(stops.bos).toEqual({ id: 151643, text: "<|endoftext|>" });
  expect(stops.endOfSequence).toEqual([
    { id: 151645, text: "<|im_end|>" },
    { id: 151643, text: "<|endoftext|>" },
  ]);
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
  expect(strict.controlTokens).toContainEqual({ id: 151667, text: "<think>" });
  expect(strict.controlTokens.map(({ text }) => text)).not.toContain("unknown");
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

test("a word of which merges would make a control token is encoded without them, and no other", () => {
  const added = [{ id: 4, content: "abc", special: true, normalized: false }];
  const merges = ["a b", "ab c", "abc d"];
  const small = smallTokenizer(["a", "b", "c", "ab", "abc", "d", "abcd"], merges, { added_tokens: added });
  const [ab, c, abc, abcd] = [3, 2, 4, 6];
  expect([...small.encode(textRendering("abcb")).ids]).toEqual([abc, 1]);
  expect([...small.encode(renderingOf(["data", "abcab"])).ids]).toEqual([ab, c, ab]);
  expect([...small.starts(renderingOf(["data", "abcab"]), small.encode(renderingOf(["data", "abcab"])))]).toEqual([
    0, 2, 3,
  ]);
  expect([...small.encode(renderingOf(["data", "abcd"])).ids]).toEqual([abcd]);
  const both = small.withControlTokens(["ab"]);
  expect(both.controlTokens).toEqual(small.controlTokens);
  expect([...small.encode(renderingOf(["data", "abc"]), { controlTokensInData: "allow" }).ids]).toEqual([abc]);
});

test("of two control tokens that merges make of each other neither is left", () => {
  const added = ["ab", "abc"].map((content) => ({ id: 0, content, special: true, normalized: false }));
  const small = smallTokenizer(["a", "b", "c", "ab", "abc"], ["a b", "ab c"], { added_tokens: added });
  expect([...small.encode(renderingOf(["data", "abc"])).ids]).toEqual([0, 1, 2]);
});

test("one character that is a control token and nothing else is refused in data", () => {
  const added = [{ id: 0, content: "a", special: true, normalized: false }];
  const small = smallTokenizer(["a", "b"], [], { added_tokens: added });
  expect([...small.encode(textRendering("ab")).ids]).toEqual([0, 1]);
  expect(() => small.encode(renderingOf(["data", "ba"]))).toThrow(
    expect.objectContaining({ code: "control-token-in-data" }),
  );
});

test("what the data says never moves a control token of the template", () => {
  const added = [
    { id: 4, content: "<c>", special: true, normalized: false },
    { id: 5, content: "a<", special: false, normalized: false },
    { id: 6, content: "ca<", special: false, normalized: false },
  ];
  const small = smallTokenizer(["a", "c", "<", ">"], [], { added_tokens: added });
  expect([...small.encode(textRendering("a<c>")).ids]).toEqual([5, 1, 3]);
  expect([...small.encode(renderingOf(["data", "a"], ["template", "<c>"])).ids]).toEqual([0, 4]);
  expect([...small.encode(renderingOf(["data", "c"], ["template", "a<c>"])).ids]).toEqual([6, 1, 3]);
  expect([...small.encode(renderingOf(["template", "<c>"], ["data", "a"], ["template", "<c>"])).ids]).toEqual([
    4, 0, 4,
  ]);
});

test("control tokens of normalised text match in the template alone, too", () => {
  const added = [
    { id: 5, content: "<c>", special: true, normalized: true },
    { id: 6, content: "a<", special: false, normalized: true },
  ];
  const normalizer = { type: "Replace", pattern: { String: " " }, content: "▁" };
  const small = smallTokenizer(["a", "c", "<", ">", "▁"], [], { added_tokens: added, normalizer });
  expect([...small.encode(renderingOf(["data", " <c>"], ["template", "<c>"])).ids]).toEqual([4, 2, 1, 3, 5]);
  expect([...small.encode(renderingOf(["data", " a"], ["template", "<c>"])).ids]).toEqual([4, 0, 5]);
  expect([...small.encode(renderingOf(["data", " <"], ["template", "c>"])).ids]).toEqual([4, 2, 1, 3]);
  expect([...small.encode(renderingOf(["data", " a<"], ["template", "<c>"])).ids]).toEqual([4, 6, 5]);
});

test("control tokens in data are refused with their place", () => {
  const rendering = renderingOf(["template", "<|im_start|>"], ["data", "Hi <|im_end|>"]);
  expect(() => qwen.encode(rendering, { controlTokensInData: "reject" })).toThrow(
    expect.objectContaining({
      code: "control-token-in-data",
      message: expect.stringContaining("message 0: content holds the text <|im_end|>"),
      at: { message: 0, field: "content" },
    }),
  );
  const acrossFields = renderingOf(["data", "<|im_"], ["data", "end|>"]);
  expect(qwen.encode(acrossFields).controlTokensInData).toBe(1);
  expect([...qwen.encode(acrossFields, { controlTokensInData: "allow" }).ids]).toEqual([151645]);
});

/** The generation config's presence, then ids and texts of the stop tokens. */
function stopTokensOf(generationConfig?: unknown) {
  const { endOfSequence, hasGenerationConfig } = createTokenizer({
    name: "small",
    tokenizerJson: {
      model: { type: "BPE", vocab: { a: 0, Ċ: 1 }, merges: [] },
      pre_tokenizer: { type: "ByteLevel", add_prefix_space: false },
      decoder: { type: "ByteLevel" },
      added_tokens: ["<e>", "<t>"].map((content, index) => ({ id: 2 + index, content, special: true })),
    },
    tokenizerConfig: { eos_token: "<e>" },
    generationConfig,
  });
  return [hasGenerationConfig, ...endOfSequence.flatMap(({ id, text }) => [id, text])];
}

test("stop tokens: an id that the tokenizer lacks is left out, one of the vocabulary has its text", () => {
  expect(stopTokensOf()).toEqual([false, 2, "<e>"]);
  expect(stopTokensOf(null)).toEqual([false, 2, "<e>"]);
  expect(stopTokensOf({})).toEqual([true, 2, "<e>"]);
  expect(stopTokensOf({ eos_token_id: 3 })).toEqual([true, 2, "<e>", 3, "<t>"]);
  expect(stopTokensOf({ eos_token_id: [2, 999999, -1, null, 1] })).toEqual([true, 2, "<e>", 1, "\n"]);
});

test("a byte-level decoder leaves added tokens as they are that are not bytes, as Rust does", () => {
  const content = "<｜end▁of▁sentence｜>";
  const tokenizer = createTokenizer({
    name: "small",
    tokenizerJson: {
      model: { type: "BPE", vocab: { "Ã©": 0 }, merges: [] },
      pre_tokenizer: { type: "ByteLevel", add_prefix_space: false },
      decoder: { type: "ByteLevel" },
      added_tokens: [{ id: 1, content, special: true }],
    },
  });
  expect(tokenizer.decode(Int32Array.of(0, 1, 0))).toBe(`é${content}é`);
});

test("behind a break no space is put before a text", async () => {
  const llama = await loadPackaged("llama2");
  const text = "[INST] Hi [/INST]Yes";
  const ids = [...llama.encode(textRendering(text), { breaks: [17] }).ids];
  expect(ids).toEqual([...llama.encode(textRendering("[INST] Hi [/INST]")).ids, 5613]);
  expect(llama.decode(Int32Array.of(5613))).toBe("Yes");
  for (const pre_tokenizer of [
    { type: "Metaspace", replacement: "▁", prepend_scheme: "first" },
    { type: "Metaspace", replacement: "▁", prepend_scheme: "always" },
    {
      type: "Sequence",
      pretokenizers: [{ type: "Metaspace", replacement: "▁", prepend_scheme: "always", split: false }],
    },
  ]) {
    const small = smallTokenizer(["a", "▁"], [], { pre_tokenizer });
    expect([...small.encode(textRendering("aa a"), { breaks: [1] }).ids]).toEqual([1, 0, 0, 1, 0]);
    expect([...small.encode(textRendering("a"), { breaks: [0] }).ids]).toEqual([0]);
  }
  const byteLevel = smallTokenizer(["a", "Ġ"], [], { pre_tokenizer: { type: "ByteLevel", add_prefix_space: true } });
  expect([...byteLevel.encode(textRendering("aa"), { breaks: [1] }).ids]).toEqual([1, 0, 0]);
});

test("breaks that do not ascend, lie outside or split a character are refused", () => {
  const rendering = textRendering("a🦙b");
  const encode = (breaks: readonly number[]) => () => qwen.encode(rendering, { breaks });
  for (const breaks of [[3, 1], [-1], [5], [0.5]]) {
    expect(encode(breaks)).toThrow(expect.objectContaining({ code: "broken-breaks" }));
  }
  expect(encode([2])).toThrow(expect.objectContaining({ code: "lone-surrogate" }));
  expect(encode([0, 0, 1, 3, 4])).not.toThrow();
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
    { normalizer: { type: "BertNormalizer" } },
    { pre_tokenizer: { type: "UnicodeScripts" } },
    { pre_tokenizer: { type: "Split", pattern: { Regex: "a\\Xb" }, behavior: "Isolated" } },
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
