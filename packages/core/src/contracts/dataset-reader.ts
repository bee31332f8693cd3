import type { Json } from "./json.ts";

/** One record of a source, whatever came of reading it: every record is a row, broken, or blank. */
export type SourceRecord = SourceRow | BrokenRecord | BlankRecord;

interface Position {
  /** Counts from 1. */
  readonly line: number;
  /** The record's text; where its bytes are not UTF-8, their base64. */
  readonly text: string;
}
export interface SourceRow extends Position {
  readonly kind: "row";
  readonly value: Json;
}
export interface BrokenRecord extends Position {
  readonly kind: "broken";
  readonly code: string;
  readonly message: string;
  readonly encoding: "utf-8" | "base64";
}
export interface BlankRecord extends Position {
  readonly kind: "blank";
}

/** Reads the records of a file. */
export interface DatasetReader {
  readonly name: string;
  readonly description: string;
  /** File name extensions, with the dot. */
  readonly extensions: readonly string[];
  /** Bounded memory; a record longer than `maxRowBytes` is broken with the code `row-too-large`. */
  read(
    path: string,
    options: { readonly maxRowBytes: number; readonly signal?: AbortSignal },
  ): AsyncIterable<SourceRecord>;
}
