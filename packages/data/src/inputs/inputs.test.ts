import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { TurnwiseError, type DatasetInput } from "@turnwise/core";
import { afterAll, describe, expect, test } from "vitest";
import { FileInput } from "./file-input.ts";
import { guardExpansion } from "./guard-expansion.ts";
import { openInput } from "./open-input.ts";
import { standardInput } from "./standard-input.ts";
import { unpackedSize } from "./unpacked-size.ts";
import { byFzstd } from "./unzstd-chunks.ts";

const folder = mkdtempSync(join(tmpdir(), "turnwise-inputs-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** 400 rows by `pyarrow.compress(…, codec="zstd")` 26.0.1: `{"a": 3, "t": "word word word "}`, one a line. */
const ZSTD = readFileSync(fileURLToPath(new URL("rows.fixture.jsonl.zst", import.meta.url)));
const ROWS = Array.from({ length: 400 }, (_, at) => `{"a": ${at}, "t": "${"word ".repeat(at % 40)}"}\n`).join("");

let files = 0;
function fileOf(bytes: Uint8Array | string): string {
  files += 1;
  const path = join(folder, `${files}.bin`);
  writeFileSync(path, bytes);
  return path;
}

async function textOf(input: DatasetInput, range?: { start: number; end?: number }): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const chunk of input.chunks(range === undefined ? {} : { range })) pieces.push(Buffer.from(chunk));
  return Buffer.concat(pieces).toString("utf8");
}

async function failure(work: Promise<unknown>): Promise<TurnwiseError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof TurnwiseError) return error;
  throw new Error(`no error of Turnwise: ${String(error)}`);
}

const readFile = async (path: string): Promise<string> => textOf(await openInput(path));

describe("what is packed is unpacked, whatever the file is called", () => {
  test.each([
    ["plain", Buffer.from(ROWS), undefined],
    ["gzip", gzipSync(ROWS), "gzip"],
    ["gzip of several members", Buffer.concat([gzipSync(ROWS.slice(0, 999)), gzipSync(ROWS.slice(999))]), "gzip"],
    ["zstd", ZSTD, "zstd"],
  ])("%s", async (_, bytes, packing) => {
    const input = await openInput(fileOf(bytes));
    expect(input.packing).toBe(packing);
    expect(Buffer.from(input.head).toString("utf8")).toBe(ROWS.slice(0, 1 << 16));
    expect(await textOf(input)).toBe(ROWS);
    expect(input.bytesRead).toBe(bytes.length);
    expect(await textOf(input, { start: 10, end: 25 })).toBe(ROWS.slice(10, 25));
    const file = await input.open();
    expect(file.size).toBe(ROWS.length);
    expect(Buffer.from(await file.read(100, 120)).toString("utf8")).toBe(ROWS.slice(100, 120));
    await file.close();
  });

  test("zstd of several frames, without Node's decoder, in chunks of any size", async () => {
    const two = Buffer.concat([ZSTD, Buffer.from("502a4d1803000000abcdef", "hex"), ZSTD]);
    for (const size of [1, 7, 1 << 20]) {
      const chunks = (async function* cut() {
        for (let at = 0; at < two.length; at += size) yield two.subarray(at, at + size);
      })();
      const pieces: Buffer[] = [];
      for await (const chunk of byFzstd("two", chunks)) pieces.push(Buffer.from(chunk));
      expect(Buffer.concat(pieces).toString("utf8")).toBe(ROWS + ROWS);
    }
  });

  test("what a file says of its size is believed where that can be", async () => {
    const sizeOf = async (bytes: Uint8Array): Promise<number> => (await openInput(fileOf(bytes))).unpackedSize;
    const packed = gzipSync(ROWS);
    expect(await sizeOf(Buffer.from(ROWS))).toBe(ROWS.length);
    expect(await sizeOf(packed)).toBe(ROWS.length);
    const liar = Buffer.from(packed);
    liar.writeUInt32LE(0xffffffff, liar.length - 4);
    expect(await unpackedSize(fileOf(liar), "gzip", liar, liar.length)).toBe(500 * liar.length);
    const small = Buffer.concat([packed, gzipSync("a\n")]); // the last member speaks for itself alone
    expect(await sizeOf(small)).toBe(4 * small.length);
    const frame = Buffer.concat([Buffer.from("28b52ffdc000", "hex"), Buffer.from("ffffffffffffff0f", "hex")]);
    expect(await unpackedSize(fileOf(frame), "zstd", frame, frame.length)).toBe(500 * frame.length);
  });

  test("standard input is copied, and can be read twice", async () => {
    const input = await standardInput(fileOf(gzipSync(ROWS)));
    expect(input.name).toBe("standard input");
    expect([await textOf(input), await textOf(input)]).toEqual([ROWS, ROWS]);
  });

  test("many copies wait for the end of the process with one listener", async () => {
    await standardInput(fileOf(ROWS));
    const listeners = process.listenerCount("exit");
    for (let copies = 0; copies < 12; copies++) await standardInput(fileOf(ROWS));
    expect(process.listenerCount("exit")).toBe(listeners);
  });
});

describe("what is damaged is refused, with its place", () => {
  test.each([
    [
      "gzip that was cut off",
      gzipSync(ROWS).subarray(0, 900),
      /the gzip file ends before its data does, after \d+ unpacked bytes/,
    ],
    [
      "gzip with other bytes behind",
      Buffer.concat([gzipSync("a\n"), Buffer.from("xyz")]),
      /damaged after \d+ unpacked bytes|3 bytes that are none/,
    ],
    ["zstd that was cut off", ZSTD.subarray(0, -5), /the zstd file ends in the middle of a frame, at byte \d+/],
    [
      "zstd with other bytes behind",
      Buffer.concat([ZSTD, Buffer.from("12345678")]),
      /at byte \d+ a zstd frame should begin/,
    ],
    [
      "zstd with too large a window",
      Buffer.from("28b52ffd00a0000000", "hex"),
      /wants a window of 1073741824 bytes, and at most 134217728/,
    ],
    ["zstd with a dictionary", Buffer.from("28b52ffd2107050000", "hex"), /packed with a zstd dictionary/],
    ["gzip of gzip", gzipSync(gzipSync(ROWS)), /packed twice/],
  ])("%s", async (_, bytes, message) => {
    const path = fileOf(bytes);
    const error = await failure(readFile(path));
    expect(error.code).toBe("input-broken");
    expect(error.message).toContain(path);
    expect(error.message).toMatch(message);
  });

  test("a byte of gzip that was changed anywhere is found", async () => {
    const bytes = gzipSync(ROWS);
    for (let at = 10; at < bytes.length; at += 40) {
      const damaged = Buffer.from(bytes);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      expect((await failure(readFile(fileOf(damaged)))).code).toBe("input-broken");
    }
  });

  test("a file that grows beyond what text does", async () => {
    const error = await failure(readBomb());
    expect(error.code).toBe("input-expands");
    expect(error.message).toContain("bomb.gz: 100 packed bytes have become 51000");
  });

  test("a file that is not there", async () => {
    expect(await failure(FileInput.open(join(folder, "nowhere")))).toMatchObject({
      code: "input-unreadable",
      message: expect.stringContaining("there is no such file"),
    });
  });
});

async function* zeros(): AsyncGenerator<Uint8Array> {
  for (let count = 0; count < 100; count++) yield new Uint8Array(1000);
}

async function readBomb(): Promise<void> {
  for await (const _ of guardExpansion("bomb.gz", zeros(), () => 100, { freeBytes: 10_000 }));
}
