import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { isJsonObject, TurnwiseError, type DatasetInput, type Json } from "@turnwise/core";
import { afterAll, describe, expect, test } from "vitest";
import { chooseAdapter } from "./adapters/choose-adapter.ts";
import { conversationFingerprint } from "./adapters/conversation-fingerprint.ts";
import plugin from "./index.ts";
import { openInput } from "./inputs/open-input.ts";
import { standardInput } from "./inputs/standard-input.ts";
import { chooseReader } from "./readers/choose-reader.ts";
import { findFiles } from "./sources/find-files.ts";
import { loadZstd } from "./writers/zstd.ts";

/** Files of the same conversations, by `chats.py`. */
const FILES = fileURLToPath(new URL("./formats/", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "turnwise-formats-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Answer {
  readonly format: string;
  readonly shape: string;
  /** Of each conversation. */
  readonly fingerprints: readonly string[];
  readonly broken: readonly string[];
}

async function answerOf(input: DatasetInput): Promise<Answer> {
  const reader = chooseReader(plugin.readers ?? [], input);
  const rows: Json[] = [];
  const broken: string[] = [];
  for await (const record of reader.read(input, { maxRowBytes: 1 << 20 })) {
    if (record.kind === "row") rows.push(record.value);
    if (record.kind === "broken") broken.push(`${reader.unit} ${record.line}: ${record.message}`);
  }
  const { adapter, settings } = chooseAdapter(plugin.rowAdapters ?? [], rows.filter(isJsonObject), input.name);
  const fingerprints = rows.map((row) =>
    Buffer.from(conversationFingerprint(adapter.adapt(row, settings).conversation)).toString("hex"),
  );
  return { format: reader.name, shape: adapter.name, fingerprints, broken };
}

const packings: readonly (readonly [name: string, pack: (bytes: Uint8Array) => Promise<Uint8Array>])[] = [
  ["plain", (bytes) => Promise.resolve(bytes)],
  ["gzip", (bytes) => Promise.resolve(gzipSync(bytes))],
  ["zstd", async (bytes) => (await loadZstd()).compress(bytes, 1)],
];
const formats = [
  ["chats.jsonl", "jsonl"],
  ["chats.json", "json"],
  ["chats.parquet", "parquet"],
  ["chats-file.arrow", "arrow"],
  ["chats-stream.arrow", "arrow"],
  ["chats.csv", "csv"],
  ["chats.tsv", "csv"],
] as const;
const expected = await answerOf(await openInput(`${FILES}chats.jsonl`));

/** The bytes under a name that says nothing. */
function unnamed(bytes: Uint8Array, name: string): string {
  const path = join(folder, name.replaceAll(".", "-"));
  writeFileSync(path, bytes);
  return path;
}

test("the conversations differ", () => {
  expect(new Set(expected.fingerprints).size).toBe(6);
});

describe.each(formats)("%s holds the same conversations", (name, format) => {
  test.each(packings)("%s, whatever it is called", async (packing, pack) => {
    const path = unnamed(await pack(readFileSync(FILES + name)), `${name}-${packing}`);
    expect(await answerOf(await openInput(path))).toEqual({ ...expected, format });
    expect(await answerOf(await standardInput(path))).toEqual({ ...expected, format });
  });
});

async function failureOf(
  name: string,
  packing: string,
  pack: (bytes: Uint8Array) => Promise<Uint8Array>,
): Promise<unknown> {
  const packed = await pack(readFileSync(FILES + name));
  const path = unnamed(packed.subarray(0, Math.floor(packed.length * 0.7)), `${name}-${packing}-cut`);
  return openInput(path)
    .then(answerOf)
    .catch((error: unknown) => error);
}

const CUT = formats.flatMap(([name]) => packings.map(([packing, pack]) => ({ name, packing, pack })));

test.each(CUT.filter(({ name, packing }) => name !== "chats.jsonl" || packing !== "plain"))(
  "$name, $packing, cut off: the file, the place and what to do are said",
  async ({ name, packing, pack }) => {
    const error = await failureOf(name, packing, pack);
    expect(error).toBeInstanceOf(TurnwiseError);
    expect(error).toMatchObject({
      code: expect.stringMatching(/^input-(broken|format-unknown)$/),
      message: expect.stringContaining(`${name.replaceAll(".", "-")}-${packing}-cut`),
    });
    expect(error).toMatchObject({ message: expect.stringMatching(/byte|record|row group|line/) });
    expect(error).toMatchObject({ message: expect.stringMatching(/cut off|ends|not closed|again/) });
  },
);

test("lines before a cut are whole, and the last one is broken", async () => {
  const [packing, pack] = packings[0] ?? [];
  expect(await failureOf("chats.jsonl", packing ?? "", pack ?? Promise.resolve)).toMatchObject({
    fingerprints: expected.fingerprints.slice(0, 5),
    broken: [expect.stringMatching(/^line 6: .*(ends|not closed)/)],
  });
});

test("a folder that datasets saved holds them, too, and its splits apart", async () => {
  const answers = await Promise.all(
    (await findFiles(`${FILES}chats`)).map(async (path) => answerOf(await openInput(path))),
  );
  expect(answers.map(({ format }) => format)).toEqual(["arrow", "arrow"]);
  expect(answers.flatMap(({ fingerprints }) => fingerprints)).toEqual(expected.fingerprints);
  const [file = ""] = await findFiles(`${FILES}chats`, "test");
  expect((await answerOf(await openInput(file))).fingerprints).toEqual(expected.fingerprints.slice(0, 1));
});
