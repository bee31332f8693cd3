import { createHash } from "node:crypto";
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { textRendering, type Model } from "@turnwise/core";
import { testModelLoader } from "@turnwise/testkit";
import { afterAll, expect, test } from "vitest";
import { packagedFolder } from "../testing/packaged-models.ts";
import { smallModel } from "../testing/small-model.ts";
import { transformersTokenizerEngine } from "../tokenizer/transformers-tokenizer-engine.ts";
import { directoryLoader } from "./directory-loader.ts";

const root = await mkdtemp(join(tmpdir(), "turnwise-models-"));
afterAll(() => rm(root, { recursive: true }));

async function folderOf(name: string, files: Readonly<Record<string, Uint8Array>>): Promise<string> {
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(root, name, path)), { recursive: true });
    await writeFile(join(root, name, path), bytes);
  }
  return join(root, name);
}

const empty = join(root, "empty");
await mkdir(empty);
const file = join(await folderOf("as-file", smallModel()), "tokenizer.json");

testModelLoader(directoryLoader, {
  source: packagedFolder("llama2"),
  missing: [join(root, "nowhere"), empty, file, "no-such-name"],
  foreign: ["owner/name", "owner/name@v1.0"],
  loadTokenizer: transformersTokenizerEngine.load,
});

function loadFolder(folder: string): Promise<Model> {
  return directoryLoader.load(folder, transformersTokenizerEngine.load);
}

test("reads tokenizer, special tokens and template", async () => {
  const folder = await folderOf("small", smallModel({ "generation_config.json": { eos_token_id: [3, 1] } }));
  const { tokenizer, specialTokens, chatTemplate } = await loadFolder(folder);
  expect(specialTokens).toEqual({ bos_token: "<s>", eos_token: "</s>" });
  expect(tokenizer.bos).toEqual({ id: 2, text: "<s>" });
  expect(tokenizer.endOfSequence.map(({ id }) => id)).toEqual([3, 1]);
  expect(tokenizer.hasGenerationConfig).toBe(true);
  expect([...tokenizer.encode(textRendering("<s>ab</s>")).ids]).toEqual([2, 0, 1, 3]);
  expect(chatTemplate?.text).toBe("{{ bos_token }}{{ messages[0].content }}");
  const { "tokenizer.json": json, "tokenizer_config.json": config } = smallModel();
  expect(tokenizer.hash).toBe(
    createHash("sha256")
      .update(json ?? "")
      .update(config ?? "")
      .digest("hex"),
  );
});

test("a model needs only tokenizer.json", async () => {
  const folder = await folderOf("bare", smallModel({ "tokenizer_config.json": null }));
  const { tokenizer, specialTokens, chatTemplate } = await loadFolder(folder);
  expect([tokenizer.bos, specialTokens, chatTemplate]).toEqual([null, {}, null]);
});

test("special_tokens_map.json wins only where the configuration lists no added tokens", async () => {
  const map = { "special_tokens_map.json": { eos_token: { content: "<s>" } } };
  const old = await loadFolder(await folderOf("old", smallModel(map)));
  expect(old.specialTokens["eos_token"]).toBe("<s>");
  const config = { "tokenizer_config.json": { eos_token: "</s>", added_tokens_decoder: {} } };
  const current = await loadFolder(await folderOf("current", smallModel({ ...map, ...config })));
  expect(current.specialTokens).toEqual({ eos_token: "</s>" });
});

const list = [
  { name: "tool_use", template: "tools" },
  { name: "default", template: "configured" },
];

test.each([
  ["a file before the configuration", { "chat_template.jinja": "a\r\nb" }, "a\r\nb"],
  ["the default of a list", { "tokenizer_config.json": { chat_template: list } }, "configured"],
  [
    "the processor's",
    { "tokenizer_config.json": {}, "chat_template.json": { chat_template: "of the processor" } },
    "of the processor",
  ],
  [
    "a default among additional ones",
    { "tokenizer_config.json": {}, "additional_chat_templates/default.jinja": "more" },
    "more",
  ],
])("chat template: %s", async (name, files, expected) => {
  const { chatTemplate } = await loadFolder(await folderOf(`template ${name}`, smallModel(files)));
  expect(chatTemplate).toEqual({ text: expected, hash: createHash("sha256").update(expected).digest("hex") });
});

test.each([
  ["several templates without a default", { "tokenizer_config.json": { chat_template: list.slice(0, 1) } }, "tool_use"],
  ["SentencePiece alone", { "tokenizer.json": null, "tokenizer.model": "x" }, "save_pretrained"],
  ["broken JSON", { "tokenizer.json": "{" }, "tokenizer.json: is not JSON"],
  ["a list for an object", { "tokenizer_config.json": [] }, "tokenizer_config.json: is not a JSON object"],
  ["an LFS pointer", { "tokenizer.json": "version https://git-lfs.github.com/spec/v1\n" }, "git lfs pull"],
])("says what is wrong with %s", async (name, files, words) => {
  const folder = await folderOf(`wrong ${name}`, smallModel(files));
  await expect(loadFolder(folder)).rejects.toThrow(words);
  await expect(loadFolder(folder)).rejects.toThrow(folder);
});

test("says that a file is no folder, and that bytes are no text", async () => {
  await expect(loadFolder(file)).rejects.toThrow(`${file} is a file`);
  const folder = await folderOf("latin1", { ...smallModel(), "chat_template.jinja": Uint8Array.of(0xe4) });
  await expect(loadFolder(folder)).rejects.toThrow("is not UTF-8 text");
});

test.skipIf(process.getuid?.() === 0)("says what it may not read", async () => {
  const folder = await folderOf("secret", smallModel());
  await chmod(join(folder, "tokenizer.json"), 0);
  await expect(loadFolder(folder)).rejects.toMatchObject({ code: "model-not-readable" });
});

test("takes an existing folder even if it is spelled like a hub id", () => {
  expect(directoryLoader.accepts("packages/transformers")).toBe(true);
  expect(directoryLoader.accepts("org/name")).toBe(false);
});
