import { rmSync } from "node:fs";
import { join } from "node:path";
import type { Example } from "@turnwise/core";
import { bytesOf } from "./bytes-of.ts";
import { EXAMPLE_BYTES, EXAMPLE_RECORD, TRAINED, type SpoolFile } from "./spool-layout.ts";
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
  readonly #files = new Map<SpoolFile, HashedFileWriter>();
  readonly #tokens: HashedFileWriter;
  readonly #examples: HashedFileWriter;
  readonly #turns: TurnsWriter;
  readonly #record = new DataView(new ArrayBuffer(EXAMPLE_BYTES));
  readonly #recordBytes = new Uint8Array(this.#record.buffer);
  #marked = new Int32Array(1 << 12);

  /** `folder`: empty; `weighted`: whether weights are other than 0 and 1. */
  constructor(folder: string, weighted: boolean) {
    this.#folder = folder;
    this.#weighted = weighted;
    try {
      this.#tokens = this.#file("tokens");
      this.#examples = this.#file("examples");
      this.#turns = new TurnsWriter(this.#file("turns"));
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
    record.setFloat64(EXAMPLE_RECORD.turns, this.#turns.placeOf(example), true);
    if (fingerprint !== undefined) this.#recordBytes.set(fingerprint, EXAMPLE_RECORD.fingerprint);
    this.#examples.append(this.#recordBytes);
    this.#tokens.append(bytesOf(this.#mark(ids, weights)));
    if (this.#weighted) this.#file("weights").append(bytesOf(weights));
  }

  #mark(ids: Int32Array, weights: Float32Array): Int32Array {
    if (this.#marked.length < ids.length) this.#marked = new Int32Array(2 * ids.length);
    const marked = this.#marked;
    for (let at = 0; at < ids.length; at++) {
      const id = ids[at] ?? 0;
      marked[at] = (weights[at] ?? 0) > 0 ? id | TRAINED : id;
    }
    return marked.subarray(0, ids.length);
  }

  /** `line`: JSON without a line break. */
  rejected(line: string): void {
    this.#file("rejected").append(TEXT.encode(`${line}\n`));
  }

  /** Ends all files; none is synced yet. */
  end(): readonly HashedFile<SpoolFile>[] {
    return Array.from(this.#files, ([name, file]) => file.end(name));
  }

  /** Syncs all files at once, and one more: one behind the other, disks take several times as long. */
  async sync(other: HashedFileWriter): Promise<void> {
    const synced = await Promise.allSettled([...this.#files.values(), other].map((file) => file.sync()));
    for (const file of synced) if (file.status === "rejected") throw file.reason;
  }

  /** Removes what was written. */
  abandon(): void {
    for (const file of this.#files.values()) file.abandon();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  /** Made with the first that is written to it. */
  #file(name: SpoolFile): HashedFileWriter {
    let file = this.#files.get(name);
    if (file === undefined) this.#files.set(name, (file = new HashedFileWriter(join(this.#folder, name))));
    return file;
  }
}
