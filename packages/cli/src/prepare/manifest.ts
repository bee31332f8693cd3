import type { Conventions } from "@turnwise/core";
import type { Counts, RejectionExample } from "./counts.ts";
import type { FileHash } from "./hash-file.ts";

/** `manifest.json`: every convention in use, and what went in and came out. No time stamps: equal runs give equal bytes. */
export interface Manifest {
  readonly turnwise: string;
  readonly plugins: readonly { readonly name: string; readonly version: string }[];
  readonly model: string;
  readonly conventions: Conventions;
  readonly inputs: readonly ({ readonly path: string } & FileHash)[];
  readonly limit: number | null;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly outputs: readonly ({ readonly path: string } & FileHash)[];
  readonly counts: Counts;
  /** The first of each code. */
  readonly rejection_examples: readonly RejectionExample[];
  readonly notes: readonly string[];
}
