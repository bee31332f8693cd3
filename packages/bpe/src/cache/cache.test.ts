import { createHash } from "node:crypto";
import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, expect, test } from "vitest";
import {
  HEADER,
  IMAGE_END_WORD,
  PAIR_MASK_WORD,
  PAIRS_TABLE,
  TOKEN_COUNT_WORD,
  VERSION_WORD,
} from "../kernel/layout.ts";
import { compileTokenizer, type CompiledTokenizer } from "../load/compile-tokenizer.ts";
import { loadTokenizer } from "../load/load-tokenizer.ts";
import { cachedTokenizer } from "./cached-tokenizer.ts";
import { defaultCacheFolder } from "./cache-folder.ts";
import { checkImage } from "./check-image.ts";
import { digest } from "./table-cache.ts";
import { decodeTableFile, encodeTableFile, HASHED_FROM } from "./table-file.ts";

const root = await mkdtemp(join(tmpdir(), "turnwise-tables-"));
afterAll(() => rm(root, { recursive: true }));
let folder = "";
let run = 0;
beforeEach(() => {
  folder = join(root, String(run++));
});

const { bases } = JSON.parse(
  await readFile(new URL("../load/small-tokenizers.oracle.json", import.meta.url), "utf8"),
) as { readonly bases: Readonly<Record<string, object>> };
const tokenizerJson = new TextEncoder().encode(JSON.stringify(bases["bytes"]));
const other = new TextEncoder().encode(JSON.stringify(bases["characters"]));

/** How often tables were compiled, with the tables that were given. */
async function open(json: Uint8Array, at: string = folder): Promise<{ compiled: boolean; tables: CompiledTokenizer }> {
  let compiled = false;
  const parsed: unknown = JSON.parse(new TextDecoder().decode(json));
  const files = {
    name: "small",
    tokenizerJson: json,
    parseTokenizerJson: () => parsed,
    tokenizerConfig: {},
    generationConfig: null,
    hash: "",
  };
  const tables = await cachedTokenizer(files, at, () => {
    compiled = true;
    return compileTokenizer(parsed, "small");
  });
  return { compiled, tables };
}

const fresh = compileTokenizer(bases["bytes"], "small");

/** Images have megabytes, which `toEqual` would compare one by one. */
function expectFresh(tables: CompiledTokenizer | null): void {
  expect(tables?.steps).toEqual(fresh.steps);
  expect(tables?.plan).toEqual(fresh.plan);
  expect(Buffer.from(fresh.image).equals(tables?.image ?? new Uint8Array())).toBe(true);
}

test("what was compiled once is read the next time, and is the same", async () => {
  expect((await open(tokenizerJson)).compiled).toBe(true);
  const { compiled, tables } = await open(tokenizerJson);
  expect(compiled).toBe(false);
  expectFresh(tables);
  expect((await open(other)).compiled).toBe(true);
  expect(await readdir(folder)).toHaveLength(2);
});

const load = (cache: string | null) => loadTokenizer({ tokenizerJson }, { cache });

test("a tokenizer that was read encodes as one that was compiled", async () => {
  const text = "hello the thing \u{1F600}";
  const expected = (await load(null)).encodeText(text);
  await load(folder);
  expect((await load(folder)).encodeText(text)).toEqual(expected);
  expect(await readdir(folder)).toHaveLength(1);
});

test("a damaged, truncated or foreign file is made anew, wherever the damage is", async () => {
  await open(tokenizerJson);
  const [name = ""] = await readdir(folder);
  const path = join(folder, name);
  const whole = await readFile(path);
  const damages: Uint8Array[] = [0, 1, 16, 40, 50, 55, 60, 500, 5000, whole.length - 1].map((at) =>
    whole.with(at, (whole[at] ?? 0) ^ 1),
  );
  damages.push(whole.subarray(0, 10), whole.subarray(0, 60), whole.subarray(0, -64), new Uint8Array());
  damages.push(Buffer.concat([whole, new Uint8Array(64)]), new TextEncoder().encode("hello"));
  for (const damage of damages) {
    await writeFile(path, damage);
    expect((await open(tokenizerJson)).compiled).toBe(true);
    expect((await readFile(path)).equals(whole)).toBe(true);
  }
});

test("a whole file of another tokenizer is not taken for this one", async () => {
  await open(tokenizerJson);
  const [name = ""] = await readdir(folder);
  await writeFile(join(folder, name), encodeTableFile(fresh, { source: "another", build: "sources" }, digest));
  expect((await open(tokenizerJson)).compiled).toBe(true);
});

test("a file that is whole, but whose header points out of it, is refused", () => {
  const origin = { source: "s", build: "b" };
  const written = (change: (header: Int32Array) => void): Uint8Array => {
    const image = Uint8Array.from(fresh.image);
    change(new Int32Array(image.buffer, 0, 64));
    return encodeTableFile({ ...fresh, image }, origin, digest);
  };
  const decoded = (file: Uint8Array): CompiledTokenizer | null =>
    decodeTableFile(file, origin, digest(file.subarray(HASHED_FROM)));
  expectFresh(decoded(written(() => {})));
  const end = HEADER + fresh.image.length;
  const faults: ((header: Int32Array) => void)[] = [
    (header) => (header[VERSION_WORD] = 99),
    (header) => (header[IMAGE_END_WORD] = end + 64),
    (header) => (header[PAIRS_TABLE] = end),
    (header) => (header[PAIRS_TABLE] = 64),
    (header) => (header[PAIRS_TABLE] = -64),
    (header) => (header[PAIR_MASK_WORD] = 0x7fffffff),
    (header) => (header[PAIR_MASK_WORD] = -2),
    (header) => (header[TOKEN_COUNT_WORD] = 0x10000000),
    (header) => (header[TOKEN_COUNT_WORD] = -1),
  ];
  const accepted = faults.filter((fault) => decoded(written(fault)) !== null);
  expect(accepted.map(String)).toEqual([]);
  expect(checkImage(new Uint8Array(10))).toBe(false);
});

test("a folder that cannot be written, or is none, is no error", async () => {
  const file = join(root, "a file");
  await writeFile(file, "");
  expect((await open(tokenizerJson, join(file, "folder"))).compiled).toBe(true);
  await open(tokenizerJson);
  await rm(join(folder, (await readdir(folder))[0] ?? ""));
  await chmod(folder, 0o500);
  expectFresh((await open(tokenizerJson)).tables);
  await chmod(folder, 0o700);
});

test("many that start at once leave one whole file", async () => {
  const all = await Promise.all(Array.from({ length: 8 }, () => open(tokenizerJson)));
  for (const { tables } of all) expectFresh(tables);
  expect(await readdir(folder)).toHaveLength(1);
  expect((await open(tokenizerJson)).compiled).toBe(false);
});

test("what a process left unfinished goes after an hour", async () => {
  await open(tokenizerJson);
  const [name = ""] = await readdir(folder);
  const [old, young] = [join(folder, `${name}.1.old`), join(folder, `${name}.1.young`)];
  await writeFile(old, "x");
  await writeFile(young, "x");
  await utimes(old, 0, 0);
  await open(other);
  expect((await readdir(folder)).some((each) => each.endsWith("old"))).toBe(false);
  expect((await readdir(folder)).some((each) => each.endsWith("young"))).toBe(true);
});

test("the folder is TURNWISE_CACHE, or one in the user's cache", () => {
  expect(defaultCacheFolder({ TURNWISE_CACHE: "/x" }, "linux")).toBe("/x");
  expect(defaultCacheFolder({ TURNWISE_CACHE: "" }, "linux")).toBe(null);
  expect(defaultCacheFolder({ XDG_CACHE_HOME: "/c" }, "linux")).toBe(join("/c", "turnwise", "tokenizers"));
  expect(defaultCacheFolder({ LOCALAPPDATA: "/l" }, "win32")).toBe(join("/l", "turnwise", "tokenizers"));
  expect(defaultCacheFolder({}, "darwin")).toContain(join("Library", "Caches", "turnwise"));
});

test("digests are SHA-256", () => {
  expect(Buffer.from(digest(new Uint8Array())).toString("hex")).toBe(createHash("sha256").digest("hex"));
});
