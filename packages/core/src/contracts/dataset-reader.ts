import type { Diagnostic } from "./diagnostic.ts";
import type { Json } from "./json.ts";

/** One record of a source, whatever came of reading it: every record is a row, broken, or blank. */
export type SourceRecord = SourceRow | BrokenRecord | BlankRecord;

interface Place {
  /** Counts from 1: the line, or the record where the format has no lines. In a range it counts from the range's first. */
  readonly line: number;
  /**
   * What orders the records of a file and names each for good: the byte offset in the unpacked stream for readers of lines, the
   * record's number for all others.
   */
  readonly position: number;
  /** The record as JSON text, as it stands in the file where that is JSON; where its bytes are not UTF-8, their base64. */
  readonly text: string;
}
export interface SourceRow extends Place {
  readonly kind: "row";
  readonly value: Json;
  /** What the reader took out or changed, as padding of a schema. */
  readonly diagnostics?: readonly Diagnostic[];
}
export interface BrokenRecord extends Place {
  readonly kind: "broken";
  readonly code: string;
  readonly message: string;
  readonly encoding: "utf-8" | "base64";
}
export interface BlankRecord extends Place {
  readonly kind: "blank";
}

/** `[start, end)` in bytes of the unpacked stream; without `end` to its end. */
export interface ByteRange {
  readonly start: number;
  readonly end?: number;
}

/** How a file begins, unpacked: what its format is recognised by. */
export interface InputHead {
  /** As messages call it: a path, or `standard input`. */
  readonly name: string;
  /** The first bytes, at most 64 KiB. */
  readonly head: Uint8Array;
  /** Whether there are no more. */
  readonly isWhole: boolean;
}

/** The bytes of one file, unpacked, wherever they come from. */
export interface DatasetInput extends InputHead {
  /**
   * Chunks of any size, each valid until the next is asked for. What is packed is unpacked from its first byte on; with `again`, where the
   * next range may begin, it goes on from there when that is asked for, until `close`.
   *
   * @throws {InputOutputError} `input-unreadable`; `input-broken` where the packing is damaged or ends early
   * @throws the signal's reason, once it is aborted
   */
  chunks(options?: {
    readonly range?: ByteRange;
    readonly again?: number;
    readonly signal?: AbortSignal;
  }): AsyncIterable<Uint8Array>;
  /** For formats that are read from several places; what is packed is unpacked into a temporary file first. */
  open(signal?: AbortSignal): Promise<RandomAccess>;
  /** Lets go of what was kept for a next range. */
  close?(): Promise<void>;
}

/** Bytes at any place. */
export interface RandomAccess {
  /** In bytes. */
  readonly size: number;
  /** `[start, end)`, a copy. @throws {InputOutputError} `input-unreadable`, also where the file has become shorter */
  read(start: number, end: number): Promise<Uint8Array>;
  close(): Promise<void>;
}

/** How to read. */
export interface ReadOptions {
  /** A record longer than this is broken with the code `row-too-large`. */
  readonly maxRowBytes: number;
  readonly signal?: AbortSignal;
  /** The records that begin in it; of a reader of records the records `[start, end)`, from 0. */
  readonly range?: ByteRange;
}

/** A part of a file that is read without what stands before it. */
export interface DatasetPart {
  readonly records: number;
  /** That it takes in the file. */
  readonly bytes: number;
}

/** Reads the records of files in one format. */
export interface DatasetReader {
  readonly name: string;
  readonly description: string;
  /** File name extensions, with the dot: of one file's format its content decides, of a folder's files these say which hold data. */
  readonly extensions: readonly string[];
  /** What a record is. Readers of lines can begin at any byte (`range`). */
  readonly unit: "line" | "record";
  /** Whether a file that begins so is of this format. No two readers may claim the same file. */
  recognises(input: InputHead): boolean;
  /**
   * The parts of a file, in their order. Readers of lines begin anywhere, and need none; others that have none read a file from its
   * first record on.
   *
   * @throws {InputOutputError} as `read`
   */
  parts?(input: DatasetInput): Promise<readonly DatasetPart[]>;
  /**
   * In bounded memory. What is wrong with one record is a broken record; what spoils the rest of the file is thrown.
   *
   * @throws {InputOutputError} `input-unreadable`, `input-broken`: names the file, the record and what was expected
   * @throws the signal's reason, once it is aborted
   */
  read(input: DatasetInput, options: ReadOptions): AsyncIterable<SourceRecord>;
}
