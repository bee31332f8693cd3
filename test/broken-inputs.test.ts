import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as zlib from "node:zlib";
import { asyncBufferFromFile, parquetMetadataAsync } from "hyparquet";
import { describe, expect, test } from "vitest";
import { BREAKAGES } from "./support/broken-rows.ts";
import { hashes } from "./support/hashes.ts";
import { manyRows } from "./support/many-rows.ts";
import { modelDirectory, root, temporaryFolder, turnwise, turnwiseWith, type Run } from "./support/turnwise.ts";

process.env["TURNWISE_CACHE"] = join(root, ".cache/test-tokenizers");
const fixtures = join(root, "packages/data/src/readers/fixtures");

function prepare(file: string, out: string, ...flags: readonly string[]): Run {
  return turnwise("prepare", file, "--model", modelDirectory("qwen3"), "--out", out, "--max-rejected", "1", ...flags);
}

/** The bytes with some in the middle changed. */
function damaged(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  const from = Math.floor(at);
  for (let index = from; index < from + 8; index++) copy[index] = (copy[index] ?? 0) ^ 0xa5;
  return copy;
}

const rows = Buffer.from(`${manyRows(300).join("\n")}\n`);
const gzip = zlib.gzipSync(rows);
/** As the command zstd does: `ZSTD_c_checksumFlag`. */
const WITH_CHECKSUM = { params: { 201: 1 } };
const zstdCompress: unknown = Reflect.get(zlib, "zstdCompressSync");
/** Of Node 22.15 on; packages/data shows what older ones do with a stored file. */
const zstd = typeof zstdCompress === "function" ? Buffer.from(zstdCompress(rows, WITH_CHECKSUM) as Uint8Array) : null;
const fixture = (name: string): Buffer => readFileSync(join(fixtures, name));
const [parquet, groups, arrow] = [fixture("gzip.parquet"), fixture("groups.parquet"), fixture("stream.arrow")];
const AGAIN = /: fetch or (pack|write) (it|the file) again\.|\. Fetch or (pack|write) (it|the file) again\./;

/** Where a column's pages begin in a row group. */
async function pagesOf(name: string, group: number, column: string): Promise<number> {
  const { row_groups: found } = await parquetMetadataAsync(await asyncBufferFromFile(join(fixtures, name)));
  const data = found[group]?.columns.find(
    ({ meta_data: about }) => about?.path_in_schema.join(".") === column,
  )?.meta_data;
  return Number(data?.dictionary_page_offset ?? data?.data_page_offset);
}

const CONTENT = "messages.list.element.content";

describe("a file that is damaged is named with the place, and nothing of it is published", () => {
  test.for<readonly [name: string, bytes: Buffer | undefined, message: RegExp]>([
    [
      "gzip, cut off",
      gzip.subarray(0, gzip.length * 0.6),
      /the gzip file ends before its data does, after \d+ unpacked/,
    ],
    ["gzip, cut in its check sum", gzip.subarray(0, -3), /the gzip file ends before its data does/],
    ["gzip, changed", damaged(gzip, gzip.length / 2), /the gzip data is damaged after \d+ unpacked bytes/],
    ["zstd, cut off", zstd?.subarray(0, zstd.length * 0.6), /the zstd file ends in the middle of a frame, at byte \d+/],
    ["zstd, changed", zstd === null ? undefined : damaged(zstd, zstd.length / 2), /the zstd data is damaged after \d+/],
    [
      "Parquet, cut off",
      parquet.subarray(0, parquet.length / 2),
      /ends with its schema and "PAR1", and this one does not/,
    ],
    [
      "Parquet, changed in its footer",
      damaged(parquet, parquet.length - 8 - parquet.readUInt32LE(parquet.length - 8)),
      /its footer cannot be understood/,
    ],
    [
      "Parquet, changed in its footer's length",
      damaged(parquet, parquet.length - 12),
      /its footer should have \d+ bytes, of/,
    ],
    [
      "Arrow, cut off",
      arrow.subarray(0, arrow.length * 0.6),
      /record batch \d+, at byte \d+: the Arrow data ends inside/,
    ],
    ["Arrow, cut before its end", arrow.subarray(0, -3), /the Arrow data ends where a message should begin/],
  ])("%s", ([, bytes, message], { skip }) => {
    if (bytes === undefined) return skip("this Node packs no zstd");
    const folder = temporaryFolder();
    const [file, out] = [join(folder, "rows"), join(folder, "out")];
    writeFileSync(file, bytes);
    const run = prepare(file, out, "--workers", "2");
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toMatch(AGAIN);
    expect(run.stderr).toContain(`error ${file}: `);
    expect(existsSync(out)).toBe(false);
  });

  test.each([
    [
      "gzip.parquet",
      0,
      40,
      /row group 0, column \S+content, page at byte \d+, from record 1 on: it cannot be understood/,
    ],
    [
      "groups.parquet",
      1,
      0,
      /row group 1, column \S+content, page at byte \d+, from record 3 on: it cannot be understood/,
    ],
  ])("a page of %s, row group %i, byte %i", async (name, group, byte, message) => {
    const folder = temporaryFolder();
    const [file, out] = [join(folder, name), join(folder, "out")];
    writeFileSync(
      file,
      damaged(name === "groups.parquet" ? groups : parquet, (await pagesOf(name, group, CONTENT)) + byte),
    );
    const run = prepare(file, out);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toMatch(AGAIN);
    expect(existsSync(out)).toBe(false);
  });

  test("what other files gave is kept, and used once the file is whole", () => {
    const folder = temporaryFolder();
    const [good, bad, out] = [join(folder, "a.jsonl"), join(folder, "b.jsonl.gz"), join(folder, "out")];
    writeFileSync(good, `${manyRows(20).join("\n")}\n`);
    writeFileSync(bad, zlib.gzipSync(rows).subarray(0, -3));
    const given = ["prepare", good, bad, "--model", modelDirectory("qwen3"), "--out", out, "--workers", "1"];
    const first = turnwise(...given);
    expect(first.code).toBe(3);
    expect(first.stderr).toContain(`What was done is kept in ${out}.work: the same command goes on from there`);
    writeFileSync(bad, gzip);
    expect(turnwise(...given).stdout).toContain("1 of 2 pieces of the input done before");
    expect(turnwise(...given.with(6, join(folder, "alone")))).toMatchObject({ code: 0 });
    expect(hashes(out)).toEqual(hashes(join(folder, "alone")));
  });
});

interface Rejected {
  readonly line: number;
  readonly code: string;
  readonly message: string;
}

test("of 1 % broken rows each is named, and the others come out as without them", () => {
  const folder = temporaryFolder();
  const whole = manyRows(100 * BREAKAGES.length);
  const expected = new Map<number, string>();
  const broken = BREAKAGES.map(([, code, breakRow], index) => {
    const at = index * 100 + ((index * 37) % 100);
    if (code !== null) expected.set(at + 1, code);
    return [at, breakRow(whole[at] ?? "")] as const;
  });
  const lines = new Map<number, Buffer>(broken);
  const file = join(folder, "rows.jsonl");
  const newLine = Buffer.from("\n");
  writeFileSync(file, Buffer.concat(whole.flatMap((row, at) => [lines.get(at) ?? Buffer.from(row), newLine])));
  const blank = BREAKAGES.findIndex(([name]) => name === "white space");
  const without = join(folder, "without.jsonl");
  const left = whole.map((row, at) => (expected.has(at + 1) || at === broken[blank]?.[0] ? "" : row));
  writeFileSync(without, `${left.join("\n")}\n`);

  const out = join(folder, "out");
  const run = prepare(file, out, "--pack", "512", "--workers", "1");
  expect(run.code).toBe(0);
  const rejected = readFileSync(join(out, "rejected.jsonl"), "utf8").trimEnd().split("\n");
  const named = rejected.map((line) => JSON.parse(line) as Rejected);
  expect(new Map(named.map(({ line, code }) => [line, code]))).toEqual(expected);
  for (const { message } of named) expect(message).toMatch(/^[^\p{Cc}\p{Surrogate}]{20,600}$/u);
  expect(run.stdout).toContain(`broken-json, first in ${file}, line 1: broken JSON at column `);
  expect(run.stdout).toMatch(/rows +2,399 +and 1 blank line\n/);
  // Python's json reads no deeper than some 990.
  for (const line of rejected) expect(line).not.toMatch(/"row":.*(\[{600}|(\{"a":){600})/);

  const pieces = join(folder, "pieces");
  expect(prepare(file, pieces, "--pack", "512", "--workers", "2", "--split-size", "7777").code).toBe(0);
  expect(hashes(pieces)).toEqual(hashes(out));
  expect(prepare(without, join(folder, "without"), "--pack", "512").code).toBe(0);
  const shard = "/train-00000.parquet";
  expect(hashes(join(folder, "without"))[shard]).toBe(hashes(out)[shard]);

  const stricter = ["--max-rejected", "0.001"];
  const refused = turnwise(
    "prepare",
    file,
    "--model",
    modelDirectory("qwen3"),
    "--out",
    join(folder, "x"),
    ...stricter,
  );
  expect(refused.code).toBe(1);
  expect(refused.stderr).toMatch(
    /^22 of 2,399 rows .* were rejected, more than --max-rejected 0\.001 allows: exit code 1/m,
  );
});

/** A mask that takes all the memory there is over a row, until a file is there. */
const HUNGRY = `
import { existsSync } from "node:fs";
const fed = new URL("fed", import.meta.url);
const weigh = ({ rendering }, out) => {
  out.fill(1);
  for (let at = 0; at < rendering.segmentCount; at++) {
    const held = [];
    while (rendering.segment(at).text.includes("HUNGRY") && !existsSync(fed)) held.push(Array.from({ length: 1e6 }, () => ({})));
  }
};
const hungry = { usage: "hungry", description: "", create: () => ({ needs: [], trains: "any", weights: "binary", weigh }) };
export default { name: "hungry", version: "1.0.0", contract: 1, maskingStrategies: { hungry } };
`;

test("a piece over which workers die of hunger is named, and the others are done", () => {
  const folder = temporaryFolder();
  const [file, plugin, out] = [join(folder, "rows.jsonl"), join(folder, "hungry.mjs"), join(folder, "out")];
  writeFileSync(plugin, HUNGRY);
  writeFileSync(
    file,
    `${manyRows(100)
      .with(50, (manyRows(51)[50] ?? "").replace("50: ", "HUNGRY "))
      .join("\n")}\n`,
  );
  const given = ["prepare", file, "--model", modelDirectory("qwen3"), "--plugin", plugin, "--mask", "hungry"];
  given.push("--out", out, "--workers", "2", "--split-size", String(Math.ceil(statSync(file).size / 6)));
  const run = turnwiseWith({ env: { NODE_OPTIONS: "--max-old-space-size=160" } }, ...given);
  expect(run.code).toBe(3);
  expect(run.stderr).toMatch(
    /error a worker ended twice over \S+rows\.jsonl, bytes \d+ to \d+: .*JS heap out of memory/,
  );
  expect(run.stderr).toContain("lower --workers or --max-row-bytes; all other work is kept");
  expect(existsSync(out)).toBe(false);
  writeFileSync(join(folder, "fed"), "");
  expect(turnwise(...given).stdout).toContain("5 of 6 pieces of the input done before");
  const done = hashes(out);
  for (const path of [out, `${out}.work`]) rmSync(path, { recursive: true });
  expect(turnwise(...given)).toMatchObject({ code: 0 });
  expect(hashes(out)).toEqual(done);
});

test("standard input cannot be planned for other machines", () => {
  const folder = temporaryFolder();
  const given = ["--model", modelDirectory("qwen3"), "--out", join(folder, "out"), "--run", join(folder, "run")];
  const run = turnwise("plan", "-", ...given);
  expect(run).toMatchObject({ code: 2, stdout: "" });
  expect(run.stderr).toMatch(/standard input is read by one process alone, .* or use prepare\.$/m);
  expect(existsSync(join(folder, "run"))).toBe(false);
});

test.each([
  ["empty.jsonl", "", "0 bytes"],
  ["blank.jsonl", "\n\n", "2 bytes"],
  ["header.csv", "messages\n", "9 bytes"],
  ["list.json", "[]", "2 bytes"],
])("an input without a row is refused: %s", (name, text, size) => {
  const folder = temporaryFolder();
  const file = join(folder, name);
  writeFileSync(file, text);
  const run = prepare(file, join(folder, "out"));
  expect(run.code).toBe(2);
  expect(run.stderr).toContain(`error there is no row in ${file} (${size}): nothing was written.`);
  expect(run.stderr).not.toContain("What was done is kept");
  expect(existsSync(join(folder, "out"))).toBe(false);
});
