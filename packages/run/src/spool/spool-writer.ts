import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Example } from "@turnwise/core";
import { EXAMPLE_BYTES, EXAMPLE_RECORD, SPOOL_FILES, type SpoolFile } from "./spool-layout.ts";
import { HashedFileWriter, type HashedFile } from "./hashed-file.ts";
import { TurnsWriter } from "./turns-writer.ts";

/** Where an example comes from. */
export interface ExamplePlace {
  readonly position: number;
  /** Counts from the split's first line, which is 1. */
  readonly line: number;
  /** Counts the examples of one row. */
  readonly example: number;
}

const TEXT = new TextEncoder();

/** Writes what one split gives, into files of a folder of its own. */
export class SpoolWriter {
  readonly #folder: string;
  readonly #weighted: boolean;
  readonly #files: Readonly<Record<SpoolFile, HashedFileWriter>>;
  readonly #open: HashedFileWriter[] = [];
  readonly #turns: TurnsWriter;
  readonly #record = new DataView(new ArrayBuffer(EXAMPLE_BYTES));
  readonly #recordBytes = new Uint8Array(this.#record.buffer);
  #mask = new Uint8Array(1 << 12);

  /** `folder`: empty; `weighted`: whether weights are other than 0 and 1. */
  constructor(folder: string, weighted: boolean) {
    this.#folder = folder;
    this.#weighted = weighted;
    const open = (file: SpoolFile): HashedFileWriter => {
      const writer = new HashedFileWriter(join(folder, file));
      this.#open.push(writer);
      return writer;
    };
    try {
      this.#files = {
        tokens: open("tokens"),
        weights: open("weights"),
        examples: open("examples"),
        turns: open("turns"),
        rejected: open("rejected"),
      };
      this.#turns = new TurnsWriter(this.#files.turns);
    } catch (error) {
      this.abandon();
      throw error;
    }
  }

  /** `fingerprint`: 16 bytes, where rows that repeat others are looked for. */
  example({ position, line, example: index }: ExamplePlace, example: Example, fingerprint?: Uint8Array): void {
    const { ids, weights, trainedTokens } = example;
    const record = this.#record;
    record.setFloat64(EXAMPLE_RECORD.position, position, true);
    record.setInt32(EXAMPLE_RECORD.line, line, true);
    record.setInt32(EXAMPLE_RECORD.example, index, true);
    record.setInt32(EXAMPLE_RECORD.tokens, ids.length, true);
    record.setInt32(EXAMPLE_RECORD.trained, trainedTokens, true);
    record.setInt32(EXAMPLE_RECORD.turns, this.#turns.numberOf(example), true);
    if (fingerprint !== undefined) this.#recordBytes.set(fingerprint, EXAMPLE_RECORD.fingerprint);
    this.#files.examples.append(this.#recordBytes);
    this.#files.tokens.append(new Uint8Array(ids.buffer, ids.byteOffset, ids.byteLength));
    this.#files.weights.append(this.#bytesOf(weights));
  }

  #bytesOf(weights: Float32Array): Uint8Array {
    if (this.#weighted) return new Uint8Array(weights.buffer, weights.byteOffset, weights.byteLength);
    if (this.#mask.length < weights.length) this.#mask = new Uint8Array(2 * weights.length);
    for (let at = 0; at < weights.length; at++) this.#mask[at] = weights[at] ?? 0;
    return this.#mask.subarray(0, weights.length);
  }

  /** `line`: JSON without a line break. */
  rejected(line: string): void {
    this.#files.rejected.append(TEXT.encode(`${line}\n`));
  }

  /** Syncs all files at once: one behind the other, disks take several times as long. */
  async finish(): Promise<readonly HashedFile[]> {
    const finished = await Promise.allSettled(SPOOL_FILES.map((file) => this.#files[file].finish(file)));
    return finished.map((file) => {
      if (file.status === "rejected") throw file.reason;
      return file.value;
    });
  }

  /** Removes what was written. */
  abandon(): void {
    for (const file of this.#open) file.abandon();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
