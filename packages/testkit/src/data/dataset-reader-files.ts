import type { Json } from "@turnwise/core";

/** What is expected of each record: `row`, `blank`, or `broken` with its code. */
export type Expected =
  | readonly [kind: "row", value: Json]
  | readonly [kind: "blank"]
  | readonly [kind: "broken", code?: string];

/** A file, and what a reader of JSONL gives for it. */
export interface FileCase {
  readonly name: string;
  readonly bytes: string | Uint8Array;
  readonly records: readonly Expected[];
  readonly maxRowBytes?: number;
}

export const text = (value: string): Uint8Array => new TextEncoder().encode(value);
export const joined = (...pieces: readonly Uint8Array[]): Uint8Array =>
  Uint8Array.from(pieces.flatMap((piece) => [...piece]));

/** JSONL; line n of each file is its nth record. */
export const LINE_FILES: readonly FileCase[] = [
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
