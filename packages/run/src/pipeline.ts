import type { ByteRange, LabelShift, Prepared, Rejection, ShardWriter, SourceRecord, SourceRow } from "@turnwise/core";

/** A piece of the input that one worker prepares. */
export interface Split {
  /** Its place among all splits, which is the order of the input. */
  readonly index: number;
  /** Which input it is of. */
  readonly source: number;
  /** The file to read. */
  readonly path: string;
  /** As the user named it. */
  readonly name: string;
  /** The records that begin in it; null for the whole file. */
  readonly range: ByteRange | null;
  /** What the range counts. */
  readonly unit: "byte" | "record";
  /** That it takes in the file; of lines, unpacked. */
  readonly bytes: number;
  /** Lines of the file before all pieces of the input, where these are but a stretch of it. */
  readonly linesBefore?: number;
  /** SHA-256 (hex) over everything that decides what it gives: names its files in the spool. */
  readonly key: string;
}

/** A row that was prepared. */
export interface PreparedRow extends Prepared {
  /** 16 bytes that rows of the same conversation share, and no others; only where rows that repeat others are left out. */
  readonly fingerprint?: Uint8Array;
}

/** What workers do with rows. Every thread and every machine makes its own from the same JSON. */
export interface RowPipeline {
  /** Whether weights other than 0 and 1 occur. */
  readonly weighted: boolean;
  /** Gives the records as the reader does: one more generator around it costs as much as splitting lines. */
  read(split: Split, signal: AbortSignal): Promise<AsyncIterable<SourceRecord>>;
  /** @throws {TurnwiseError} for faults of the program, with the row's place */
  prepare(split: Split, record: SourceRow): PreparedRow | Rejection;
  /** Lets go of the files that are open. */
  close(): Promise<void>;
}

/** What a worker is given to work with. */
export interface WorkerParts {
  /** Opens the model: for work on splits alone. */
  rowPipeline(): Promise<RowPipeline>;
  /** @throws {UnknownNameError} */
  writer(name: string): ShardWriter;
  /** @throws {UnknownNameError} */
  shift(name: string): LabelShift;
}

/** Makes a worker's parts from the plan's JSON, in every thread and on every machine anew. */
export type OpenWorkerParts = (settings: unknown) => Promise<WorkerParts>;
