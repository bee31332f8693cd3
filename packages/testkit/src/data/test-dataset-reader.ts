import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pythonJson, type DatasetReader, type Json, type SourceRecord } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";

/** What is expected of each record: `row`, `blank`, or `broken` with its code. */
type Expected =
  | readonly [kind: "row", value: Json]
  | readonly [kind: "blank"]
  | readonly [kind: "broken", code?: string];

interface FileCase {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  readonly records: readonly Expected[];
  readonly maxRowBytes?: number;
}

const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const joined = (...pieces: readonly Uint8Array[]): Uint8Array => Uint8Array.from(pieces.flatMap((piece) => [...piece]));

/** Line n of each file is its nth record. */
const FILES: readonly FileCase[] = [
  { name: "an empty file", bytes: "", records: [] },
  { name: "one row", bytes: '{"a":1}\n', records: [["row", { a: 1 }]] },
  {
    name: "a last line without a newline",
    bytes: '{"a":1}\n{"a":2}',
    records: [
      ["row", { a: 1 }],
      ["row", { a: 2 }],
    ],
  },
  { name: "CRLF", bytes: '{"a":1}\r\n\r\n{"a":2}\r\n', records: [["row", { a: 1 }], ["blank"], ["row", { a: 2 }]] },
  {
    name: "a BOM",
    bytes: '\ufeff{"a":1}\n{"a":2}\n',
    records: [
      ["row", { a: 1 }],
      ["row", { a: 2 }],
    ],
  },
  {
    name: "blank lines, also at both ends",
    bytes: '\n{"a":1}\n  \t \n\n{"a":2}\n\n',
    records: [["blank"], ["row", { a: 1 }], ["blank"], ["blank"], ["row", { a: 2 }], ["blank"]],
  },
  {
    name: "broken JSON between rows",
    bytes: '{"a":1}\n{"a":\n{"a":1}{"a":2}\nhello\n{"a":2}\n',
    records: [["row", { a: 1 }], ["broken"], ["broken"], ["broken"], ["row", { a: 2 }]],
  },
  {
    name: "bytes that are not UTF-8",
    bytes: joined(text('{"a":1}\n{"a":"'), Uint8Array.of(0xff, 0xc3), text('"}\n{"a":2}\n')),
    records: [["row", { a: 1 }], ["broken"], ["row", { a: 2 }]],
  },
  {
    name: "characters of several bytes, and line ends of Unicode inside a row",
    bytes: '{"a":"é 世界 🦙 \u2028 \u0085"}\n{"a":"ü"}\n',
    records: [
      ["row", { a: "é 世界 🦙 \u2028 \u0085" }],
      ["row", { a: "ü" }],
    ],
  },
  {
    name: "a row longer than allowed, and the one after it",
    bytes: `{"a":1}\n{"a":"${"x".repeat(300_000)}"}\n{"a":2}\n`,
    records: [
      ["row", { a: 1 }],
      ["broken", "row-too-large"],
      ["row", { a: 2 }],
    ],
    maxRowBytes: 100_000,
  },
  {
    name: "a last row longer than allowed, without a newline",
    bytes: `{"a":1}\n{"a":"${"x".repeat(300_000)}"}`,
    records: [
      ["row", { a: 1 }],
      ["broken", "row-too-large"],
    ],
    maxRowBytes: 100_000,
  },
  {
    name: "rows longer than a chunk",
    bytes: `{"a":"${"é".repeat(200_000)}"}\n{"a":2}\n`,
    records: [
      ["row", { a: "é".repeat(200_000) }],
      ["row", { a: 2 }],
    ],
  },
];

/**
 * The contract of a dataset reader of lines.
 *
 * @example
 * import { testDatasetReader } from "@turnwise/testkit";
 *
 * testDatasetReader(jsonlReader);
 */
export function testDatasetReader(reader: DatasetReader): void {
  registerChecks(`dataset reader ${reader.name}`, datasetReaderChecks(reader));
}

/** The checks that `testDatasetReader` registers. */
export function datasetReaderChecks(reader: DatasetReader): readonly Check[] {
  return [
    {
      name: "has a name, a description and extensions with a dot",
      run() {
        expect(reader.name).not.toBe("");
        expect(reader.description).not.toBe("");
        expect(reader.extensions.filter((extension) => !/^\.\w/.test(extension))).toEqual([]);
      },
    },
    ...FILES.map((file) => fileCheck(reader, file)),
    {
      name: "exact numbers and the order of keys",
      async run() {
        const [record] = await readAll(reader, '{"2":2.0,"1":9007199254740993}\n');
        expect(record?.kind === "row" ? pythonJson(record.value) : record).toBe('{"2": 2.0, "1": 9007199254740993}');
      },
    },
    {
      name: "the bytes of a record that is not UTF-8 survive as base64",
      async run() {
        const bytes = joined(text('{"a":"'), Uint8Array.of(0xff, 0xc3), text('"}'));
        const [record] = await readAll(reader, joined(bytes, text("\n")));
        expect(record).toMatchObject({ kind: "broken", encoding: "base64" });
        expect([...Buffer.from(record?.text ?? "", "base64")]).toEqual([...bytes]);
      },
    },
    {
      name: "an aborted signal stops it with the signal's reason, before and in the middle",
      async run() {
        const reason = new Error("enough");
        const many = '{"a":1}\n'.repeat(200_000);
        await expect(readAll(reader, many, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
        const controller = new AbortController();
        let read = 0;
        const stopped = readAll(reader, many, { signal: controller.signal }, () => {
          read++;
          controller.abort(reason);
        });
        await expect(stopped).rejects.toBe(reason);
        expect(read).toBeLessThan(200_000);
      },
    },
    {
      name: "can be left early",
      run: () =>
        withFile(reader, '{"a":1}\n'.repeat(1000), async (path) => {
          for await (const record of reader.read(path, { maxRowBytes: 1000 })) {
            expect(record.line).toBe(1);
            break;
          }
        }),
    },
  ];
}

function fileCheck(reader: DatasetReader, { name, bytes, records, maxRowBytes = 1_000_000 }: FileCase): Check {
  return {
    name: `every line of ${name} is a row, broken or blank`,
    async run() {
      const found = await readAll(reader, bytes, { maxRowBytes });
      expect(found.map(({ kind }) => kind)).toEqual(records.map(([kind]) => kind));
      expect(found.map(({ line }) => line)).toEqual(records.map((_, index) => index + 1));
      found.forEach((record, index) => {
        const [, expected] = records[index] ?? ["blank"];
        if (record.kind === "row") {
          expect(record.value).toEqual(expected);
          expect(JSON.parse(record.text), "the text of the row").toEqual(expected);
        }
        if (record.kind !== "broken") return;
        expect(record.code).toMatch(
          expected === undefined ? /^[a-z]+(?:-[a-z0-9]+)*$/ : new RegExp(`^${String(expected)}$`),
        );
        expect(record.message).not.toBe("");
      });
    },
  };
}

async function readAll(
  reader: DatasetReader,
  bytes: string | Uint8Array,
  options: { readonly maxRowBytes?: number; readonly signal?: AbortSignal } = {},
  onRecord: () => void = () => {},
): Promise<readonly SourceRecord[]> {
  const records: SourceRecord[] = [];
  await withFile(reader, bytes, async (path) => {
    for await (const record of reader.read(path, { maxRowBytes: 1_000_000, ...options })) {
      records.push(record);
      onRecord();
    }
  });
  return records;
}

async function withFile(
  { extensions }: DatasetReader,
  bytes: string | Uint8Array,
  use: (path: string) => Promise<void>,
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "turnwise-"));
  try {
    const path = join(folder, `data${extensions[0] ?? ""}`);
    await writeFile(path, bytes);
    await use(path);
  } finally {
    await rm(folder, { recursive: true });
  }
}
