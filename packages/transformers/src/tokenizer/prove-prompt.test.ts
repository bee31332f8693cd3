import { provePrompt, textRendering, type EncodeOptions, type Tokenizer } from "@turnwise/core";
import { expect, test } from "vitest";
import { loadPackaged } from "../testing/packaged-models.ts";
import { createTokenizer } from "./create-tokenizer.ts";

function prove(tokenizer: Tokenizer, prompt: string, rest: string, options?: EncodeOptions) {
  const rendering = textRendering(prompt + rest);
  return provePrompt(tokenizer, rendering, tokenizer.encode(rendering, options), prompt.length, options);
}

function smallTokenizer(rest: object): Tokenizer {
  return createTokenizer({ name: "small", tokenizerJson: { decoder: null, ...rest } });
}

test("a token over the prompt's end is no token that the server sends", async () => {
  const qwen = await loadPackaged("qwen3");
  const prompt = "<|im_start|>user\nHi<|im_end|>\n<|im_start|>assistant\n";
  const text = textRendering(`${prompt}\nHello`);
  expect([...qwen.encode(text).ids].slice(-3)).toEqual([77091, 271, 9707]);
  expect([...qwen.encode(text, { breaks: [prompt.length] }).ids].slice(-4)).toEqual([77091, 198, 198, 9707]);
  expect(prove(qwen, prompt, "Hello")).toBe("equal");
  expect(prove(qwen, prompt, "\nHello")).toBe("straddles");
  expect(prove(qwen, prompt, "\nHello", { breaks: [prompt.length] })).toBe("equal");
  expect(prove(qwen, prompt.slice(0, -6), "tant\nHello")).toBe("straddles");
  expect(prove(qwen, "", "Hello")).toBe("equal");
  expect(prove(qwen, prompt, "")).toBe("equal");
  expect(prove(qwen, "<|im_start|>", "user")).toBe("equal");
  expect(prove(qwen, "<|im_st", "art|>user")).toBe("straddles");
  expect(prove(qwen, "e", "\u0301")).toBe("straddles");
});

test("a prompt without control tokens is compared as a whole", async () => {
  const llama = await loadPackaged("llama2");
  expect(prove(llama, "[INST] Hi [/INST]", " Yes")).toBe("equal");
  expect(prove(llama, "[INST] Hi [/INST] ", "Yes")).toBe("straddles");
  expect(prove(llama, "<s>[INST] Hi [/INST]", " Yes</s>")).toBe("equal");
  expect(prove(llama, "<s>[INST] Hi [/INST]", "Yes</s>")).toBe("equal");
  const gemma = await loadPackaged("gemma3");
  expect(prove(gemma, "<start_of_turn>model\n", "\nYes")).toBe("straddles");
  expect(prove(gemma, "<start_of_turn>model\n", "Yes")).toBe("equal");
});

test("unknown characters that become one token do not end at the prompt's end", () => {
  const model = { type: "BPE", vocab: { a: 0, "<unk>": 1 }, merges: [], unk_token: "<unk>", fuse_unk: true };
  const small = smallTokenizer({ model });
  expect([...small.encode(textRendering("a☃☃a")).ids]).toEqual([0, 1, 0]);
  expect(prove(small, "a☃", "☃a")).toBe("straddles");
  expect(prove(small, "a☃", "☃a", { breaks: [2] })).toBe("equal");
  expect(prove(small, "a☃", "a☃")).toBe("equal");
});

test("white space that an added token swallows is no token over the border", () => {
  const added_tokens = [
    { id: 2, content: "<l>", special: true, lstrip: true },
    { id: 3, content: "<r>", special: true, rstrip: true },
  ];
  const small = smallTokenizer({ model: { type: "BPE", vocab: { a: 0, " ": 1 }, merges: [] }, added_tokens });
  expect([...small.encode(textRendering("a <l>a<r> a")).ids]).toEqual([0, 2, 0, 3, 0]);
  expect(prove(small, "a", " <l>")).toBe("equal");
  expect(prove(small, "a<r>", " a")).toBe("equal");
  expect(prove(small, "a<r> ", " a")).toBe("equal");
  expect(prove(small, "a ", "<l>")).toBe("straddles");
});

test("the cut at a control token of normalised text is as good as none", () => {
  const small = smallTokenizer({
    model: { type: "BPE", vocab: { a: 0, "▁": 1, "▁a": 2, c: 3, "<": 4, ">": 5 }, merges: ["▁ a"] },
    normalizer: {
      type: "Sequence",
      normalizers: [
        { type: "Prepend", prepend: "▁" },
        { type: "Replace", pattern: { String: " " }, content: "▁" },
      ],
    },
    added_tokens: [{ id: 6, content: "<c>", special: true, normalized: true }],
  });
  expect([...small.encode(textRendering("a <c>a a")).ids]).toEqual([2, 6, 0, 2]);
  expect(prove(small, "a <c>a", " a")).toBe("equal");
  expect(prove(small, "a <c>a ", "a")).toBe("straddles");
  expect(prove(small, "a<c>a", " a")).toBe("equal");
});
