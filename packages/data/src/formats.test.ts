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
  const bytes = readFileSync(FILES + name);

  test.each(packings)("%s, whatever it is called", async (packing, pack) => {
    const path = unnamed(await pack(bytes), `${name}-${packing}`);
    expect(await answerOf(await openInput(path))).toEqual({ ...expected, format });
    expect(await answerOf(await standardInput(path))).toEqual({ ...expected, format });
  });

  test.each(packings)("%s, cut off: the file, the place and what to do are said", async (packing, pack) => {
    const packed = await pack(bytes);
    const path = unnamed(packed.subarray(0, Math.floor(packed.length * 0.7)), `${name}-${packing}-cut`);
    const answer = await openInput(path)
      .then(answerOf)
      .catch((error: unknown) => error);
    if (packing === "plain" && format === "jsonl") {
      // All but the last line are whole.
      expect(answer).toMatchObject({ format });
      const { fingerprints, broken } = answer as Answer;
      expect(expected.fingerprints.slice(0, fingerprints.length)).toEqual(fingerprints);
      expect(broken).toHaveLength(1);
      expect(broken[0]).toMatch(/^line 6: .*(ends|not closed)/);
      return;
    }
    expect(answer).toBeInstanceOf(TurnwiseError);
    const { code, message } = answer as TurnwiseError;
    expect(code).toMatch(/^input-(broken|format-unknown)$/);
    expect(message).toContain(path);
    expect(message).toMatch(/byte|record|row group|line/);
    expect(message).toMatch(/cut off|ends|not closed|again/);
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
