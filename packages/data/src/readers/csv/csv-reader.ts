import { Buffer, isUtf8 } from "node:buffer";
import { Readable } from "node:stream";
import type { CsvError, Info } from "csv-parse";
import { pythonJson, type DatasetInput, type DatasetReader, type ReadOptions, type SourceRecord } from "@turnwise/core";
import { broken } from "../../inputs/input-failure.ts";
import { csvDelimiter } from "./csv-delimiter.ts";
import { recordsInRange } from "../records-in-range.ts";

/** A record that is larger ends the reading: a quote was not closed. */
const LEAST_LIMIT = 1 << 26;

/**
 * Reads CSV with a header: commas, semicolons or tabs, quotes as RFC 4180 has them. All values are texts, as they stand there; an
 * empty field is an empty text. A record with another number of fields than the header is broken (`csv-fields`). Memory: one record.
 *
 * @throws {InputOutputError} `input-unreadable`; `input-broken` for quotes that do not match, with their line
 * @throws the signal's reason, once it is aborted
 * @example
 * import { csvReader, openInput } from "@turnwise/data";
 *
 * for await (const record of csvReader.read(await openInput("questions.csv"), { maxRowBytes: 64 * 1024 * 1024 })) {
 *   if (record.kind === "row") console.log(record.position, record.value);
 * }
 */
export const csvReader: DatasetReader = {
  name: "csv",
  description: "CSV and TSV with a header, UTF-8",
  extensions: [".csv", ".tsv"],
  unit: "record",
  recognises: (input) => csvDelimiter(input) !== undefined,
  read,
};

interface Parsed {
  readonly record: readonly Buffer[];
  readonly info: Info;
}

function read(input: DatasetInput, options: ReadOptions): AsyncIterable<SourceRecord> {
  const records = readAll(input, options);
  return options.range === undefined ? records : recordsInRange(records, options.range);
}

async function* readAll(input: DatasetInput, { maxRowBytes, signal }: ReadOptions): AsyncGenerator<SourceRecord> {
  let header: readonly string[] | undefined;
  let number = 0;
  for await (const { record, info } of parsedRecords(input, maxRowBytes, signal)) {
    signal?.throwIfAborted();
    if (header === undefined) {
      header = readHeader(input.name, record);
      continue;
    }
    number += 1;
    yield toRecord(number, header, record, info, maxRowBytes);
  }
}

async function* parsedRecords(input: DatasetInput, maxRowBytes: number, signal?: AbortSignal): AsyncGenerator<Parsed> {
  const { parse } = await import("csv-parse");
  const parser = parse({
    delimiter: csvDelimiter(input) ?? ",",
    encoding: null,
    info: true,
    relax_column_count: true,
    max_record_size: Math.max(4 * maxRowBytes, LEAST_LIMIT),
  });
  let failure: { readonly reason: unknown } | undefined;
  const source = Readable.from(
    (async function* copies() {
      try {
        yield* withoutMark(input.chunks(signal === undefined ? {} : { signal }));
      } catch (reason) {
        failure = { reason };
        throw reason;
      }
    })(),
    { highWaterMark: 1 },
  );
  source.on("error", (error) => parser.destroy(error));
  try {
    for await (const parsed of source.pipe(parser) as AsyncIterable<Parsed>) yield parsed;
  } catch (error) {
    if (failure !== undefined) throw failure.reason;
    if (isCsvError(error)) throw broken(input.name, explain(error), error);
    throw error;
  } finally {
    source.destroy();
    parser.destroy();
  }
}

/** Copies, because the stream keeps them. csv-parse would decode what follows a byte order mark, whatever it is. */
async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const chunk of chunks) {
    if (head === undefined) {
      yield Buffer.from(chunk);
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (head.length < 3) continue;
    yield head.subarray(head.toString("hex", 0, 3) === "efbbbf" ? 3 : 0);
    head = undefined;
  }
  if (head !== undefined && head.length > 0) yield head;
}

function readHeader(name: string, record: readonly Buffer[]): readonly string[] {
  const fault = record.find((field) => !isUtf8(field));
  if (fault !== undefined) throw broken(name, "its first line, which names the columns, is not UTF-8.");
  const names = record.map((field) => field.toString("utf8"));
  const twice = names.find((each, index) => names.indexOf(each) !== index);
  if (twice === undefined) return names;
  throw broken(
    name,
    `its first line names the column ${JSON.stringify(twice)} twice. Give each column a name of its own.`,
  );
}

function toRecord(
  number: number,
  header: readonly string[],
  fields: readonly Buffer[],
  { lines }: Info,
  maximumBytes: number,
): SourceRecord {
  const place = { line: number, position: number };
  const size = fields.reduce((sum, field) => sum + field.length, 0);
  if (size > maximumBytes) {
    const message = `the row has ${size} bytes, more than the limit of ${maximumBytes}. Split the row, or raise the limit with --max-row-bytes.`;
    return { kind: "broken", ...place, code: "row-too-large", message, text: "", encoding: "utf-8" };
  }
  const fault = fields.findIndex((field) => !isUtf8(field));
  if (fault !== -1) {
    const message = `the field ${header[fault] ?? fault} of the record that ends in line ${lines} is not UTF-8. Convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8, if that is what it is.`;
    const text = fields[fault]?.toString("base64") ?? "";
    return { kind: "broken", ...place, code: "invalid-utf8", message, text, encoding: "base64" };
  }
  const texts = fields.map((field) => field.toString("utf8"));
  if (size === 0 && texts.length <= 1) return { kind: "blank", ...place, text: "" };
  if (texts.length !== header.length) {
    const message = `the record that ends in line ${lines} has ${texts.length} fields, and the header names ${header.length}. Quote fields that hold delimiters or line ends.`;
    return { kind: "broken", ...place, code: "csv-fields", message, text: pythonJson(texts), encoding: "utf-8" };
  }
  const value = new Map(header.map((name, index) => [name, texts[index] ?? ""]));
  const isPlain = header.every((name) => !/^(?:\d+|__proto__)$/.test(name));
  return { kind: "row", ...place, text: pythonJson(value), value: isPlain ? Object.fromEntries(value) : value };
}

function isCsvError(error: unknown): error is CsvError {
  return error instanceof Error && "code" in error && /^(?:CSV_|INVALID_OPENING_QUOTE)/.test(String(error.code));
}

function explain({ code, message }: CsvError): string {
  const line = /\bline (\d+)/.exec(message)?.[1] ?? "?";
  switch (code) {
    case "CSV_QUOTE_NOT_CLOSED":
      return `a quote is not closed: the file ends in line ${line}, inside of a quoted field. Quotes inside of quoted fields are doubled ("").`;
    case "CSV_INVALID_CLOSING_QUOTE":
      return `line ${line}: behind a closing quote stands neither a delimiter nor a line end. Quotes inside of quoted fields are doubled ("").`;
    case "INVALID_OPENING_QUOTE":
      return `line ${line}: a quote stands inside of a field without quotes. Quote the whole field, and double the quote inside of it ("").`;
    case "CSV_MAX_RECORD_SIZE":
      return `line ${line}: a record grows beyond any row: a quote before it is not closed. Quotes inside of quoted fields are doubled ("").`;
    default:
      return message;
  }
}
