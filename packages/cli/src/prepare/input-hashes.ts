import { statSync } from "node:fs";
import type { FileHash } from "@turnwise/run";
import { hashInput } from "./hash-input.ts";
import type { StoredPlan } from "./stored-plan.ts";

/** What a file system says of files by path: size, times, number. Who writes to a file changes it. */
export type InputStamps = Readonly<Record<string, string>>;

/** A file that was changed less than so long ago may change again within the same tick of its file system's clock. */
const UNSURE_MILLISECONDS = 5000;

/** Hashes inputs, each but once for all plans of a run's folder as long as nobody writes to it. */
export class InputHashes {
  readonly #earlier: Pick<StoredPlan, "inputs" | "stamps"> | null;
  readonly #stamps: Record<string, string> = {};

  /** `earlier`: the plan that was stored last. */
  constructor(earlier: Pick<StoredPlan, "inputs" | "stamps"> | null) {
    this.#earlier = earlier;
  }

  /** Of the files that were hashed. */
  get stamps(): InputStamps {
    return this.#stamps;
  }

  /** @throws {InputOutputError} `input-unreadable` */
  async hash(path: string): Promise<FileHash> {
    const stamp = stampOf(path);
    if (stamp !== null) this.#stamps[path] = stamp;
    const known = this.#earlier?.inputs.find((input) => input.path === path);
    if (known !== undefined && stamp !== null && this.#earlier?.stamps?.[path] === stamp) {
      return { bytes: known.bytes, sha256: known.sha256 };
    }
    return hashInput(path);
  }
}

/** Null where it says nothing for sure. */
function stampOf(path: string): string | null {
  const found = statSync(path, { bigint: true, throwIfNoEntry: false });
  if (found === undefined || Date.now() - Number(found.ctimeMs) < UNSURE_MILLISECONDS) return null;
  return [found.size, found.mtimeNs, found.ctimeNs, found.ino].join(" ");
}
