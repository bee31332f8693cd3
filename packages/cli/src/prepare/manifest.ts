import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Conventions } from "@turnwise/core";
import type { Counts, FileHash, RejectionExample } from "@turnwise/run";

/** `manifest.json`: every convention in use, and what went in and came out. No time stamps: equal runs give equal bytes. */
export interface Manifest {
  readonly turnwise: string;
  /** SHA-256 (hex) over everything that decides the output: of two runs with the same plan, one is enough. */
  readonly plan: string;
  readonly plugins: readonly { readonly name: string; readonly version: string }[];
  readonly model: string;
  readonly conventions: Conventions;
  readonly inputs: readonly ({
    readonly path: string;
    /** Format and shape, in words. */ readonly read_as: string;
  } & FileHash)[];
  readonly limit: number | null;
  readonly output: {
    readonly trainer: string;
    readonly format: string;
    /** Tokens of a packed row; null: every example is a row. */
    readonly pack: number | null;
    readonly packing: string | null;
    readonly max_length: number | null;
    readonly over_length: string;
    readonly deduplicate: boolean;
    readonly shuffle: boolean;
    readonly seed: number;
    readonly validation: number;
    readonly shard_tokens: number;
  };
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly outputs: readonly ({ readonly path: string } & FileHash)[];
  readonly parts: readonly {
    readonly name: string;
    readonly shards: number;
    readonly rows: number;
    readonly examples: number;
    /** As the files hold them. */
    readonly tokens: number;
    readonly trained_tokens: number;
    /** Share of the packed rows' tokens that are none of padding; null where rows are not packed. */
    readonly fill: number | null;
  }[];
  /** Examples longer than `max_length`: refused or cut. */
  readonly examples_over_length: number;
  /** Rows left out because an earlier one has the same conversation. */
  readonly repeated_rows: number;
  readonly counts: Counts;
  /** The first of each code. */
  readonly rejection_examples: readonly RejectionExample[];
  readonly notes: readonly string[];
  /** How the trainer loads it, in its own language; `.` is the folder of the manifest. */
  readonly load: string;
}

/** The manifest of an output that is there, all its files with it; else null. */
export function readManifest(folder: string): Manifest | null {
  const path = join(folder, "manifest.json");
  if (!existsSync(path)) return null;
  try {
    const manifest = JSON.parse(readFileSync(path, "utf8")) as Manifest;
    return manifest.outputs.every((file) => existsSync(join(folder, file.path))) ? manifest : null;
  } catch {
    return null;
  }
}
