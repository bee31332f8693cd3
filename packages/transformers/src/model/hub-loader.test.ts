import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import { join } from "node:path";
import type { Model } from "@turnwise/core";
import { testModelLoader } from "@turnwise/testkit";
import { expect, test, vi } from "vitest";
import { useHub } from "../../../hub/src/testing/use-hub.fixture.ts";
import { smallModel } from "../testing/small-model.ts";
import { transformersTokenizerEngine } from "../tokenizer/transformers-tokenizer-engine.ts";
import { hubLoader } from "./hub-loader.ts";

const COMMIT = "0123456789abcdef0123456789abcdef01234567";
const files = {
  ...smallModel({
    "README.md": "not wanted",
    "additional_chat_templates/tool_use.jinja": "tools",
    "chat_template.jinja": `{# ${"long ".repeat(3000)} #}`,
  }),
};
const hub = await useHub({
  "org/model": { commit: COMMIT, files },
  "org/cut": { commit: COMMIT, files, cutsOff: true },
  "org/gated": { commit: COMMIT, files, token: "secret" },
});

testModelLoader(hubLoader, {
  source: "org/model",
  missing: ["org/nothing", "org/model@v9", "org/gated"],
  foreign: ["./org/name", "/org/name", "name", "a/b/c", "../name", "org/..", "C:\\models"],
  loadTokenizer: transformersTokenizerEngine.load,
});

function loadFromHub(source: string): Promise<Model> {
  return hubLoader.load(source, transformersTokenizerEngine.load);
}

test("stores files as Python's huggingface_hub does", async () => {
  await loadFromHub("org/model");
  const folder = join(hub.cache(), "models--org--model");
  expect(await readFile(join(folder, "refs", "main"), "utf8")).toBe(COMMIT);
  const snapshot = join(folder, "snapshots", COMMIT);
  expect((await readdir(snapshot)).toSorted()).toEqual([
    "additional_chat_templates",
    "chat_template.jinja",
    "tokenizer.json",
    "tokenizer_config.json",
  ]);
  const pointer = join(snapshot, "chat_template.jinja");
  expect((await lstat(pointer)).isSymbolicLink()).toBe(true);
  expect(await readlink(pointer)).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{64}$/);
  expect(await readlink(join(snapshot, "tokenizer.json"))).toMatch(/^\.\.\/\.\.\/blobs\/[0-9a-f]{40}$/);
  expect(await readlink(join(snapshot, "additional_chat_templates", "tool_use.jinja"))).toMatch(/^(\.\.\/){3}blobs\//);
  expect((await readdir(join(folder, "blobs"))).filter((name) => name.includes("incomplete"))).toEqual([]);
});

test("downloads once; a commit needs no network at all", async () => {
  await loadFromHub("org/model");
  const before = hub.requests.length;
  await loadFromHub("org/model");
  expect(hub.requests.slice(before).filter((request) => request.includes("/resolve/"))).toEqual([]);
  const asked = hub.requests.length;
  expect((await loadFromHub(`org/model@${COMMIT}`)).name).toBe(`org/model@${COMMIT}`);
  expect(hub.requests.length).toBe(asked);
});

test("says which files it fetches", async () => {
  const fetched: string[] = [];
  const onDownload = (file: string) => {
    fetched.push(file);
    return { update: () => {}, end: () => {} };
  };
  await hubLoader.load("org/model", transformersTokenizerEngine.load, { onDownload });
  expect(fetched.toSorted()).toEqual(
    ["additional_chat_templates/tool_use.jinja", "chat_template.jinja", "tokenizer.json", "tokenizer_config.json"].map(
      (path) => `org/model/${path}`,
    ),
  );
});

test("prints nothing", async () => {
  const spies = (["debug", "info", "log", "warn"] as const).map((name) => vi.spyOn(console, name));
  await loadFromHub("org/model");
  expect(spies.flatMap((spy) => spy.mock.calls)).toEqual([]);
});

test("what is in the cache is found without network, or where that is forbidden", async () => {
  await loadFromHub("org/model");
  vi.stubEnv("HF_ENDPOINT", hub.gone);
  expect((await loadFromHub("org/model")).tokenizer.bos).toEqual({ id: 2, text: "<s>" });
  vi.stubEnv("HF_HUB_OFFLINE", "1");
  expect((await loadFromHub("org/model@main")).chatTemplate?.text).toContain("long");
  await expect(loadFromHub("org/other")).rejects.toMatchObject({ code: "hub-offline" });
});

test("says what hinders it", async () => {
  await expect(loadFromHub("org/nothing")).rejects.toMatchObject({ code: "model-not-found" });
  await expect(loadFromHub("org/model@v9")).rejects.toMatchObject({ code: "model-not-found" });
  await expect(loadFromHub("org/gated")).rejects.toThrow("asks for a token");
  vi.stubEnv("HF_TOKEN", "wrong");
  await expect(loadFromHub("org/gated")).rejects.toMatchObject({ code: "hub-unauthorized" });
  await expect(loadFromHub("org/gated")).rejects.toThrow("has no access");
  vi.stubEnv("HF_ENDPOINT", hub.gone);
  await expect(loadFromHub("org/model")).rejects.toThrow(`${hub.gone} cannot be reached (connect ECONNREFUSED`);
});

test("a download that breaks off leaves nothing behind", async () => {
  await expect(loadFromHub("org/cut")).rejects.toThrow(/received \d+ of \d+ bytes/);
  expect(await readdir(join(hub.cache(), "models--org--cut", "blobs"))).toEqual([]);
});

test("a token opens a gated model", async () => {
  vi.stubEnv("HF_TOKEN", "secret");
  expect((await loadFromHub("org/gated")).name).toBe("org/gated");
});
