import { InputOutputError, outputFailed } from "@turnwise/core";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { join } from "node:path";
import { makeFolder } from "../make-folder.ts";
import { isAbandoned, isOwn, processName } from "../process-name.ts";
import { spoolName } from "../spool/spool-layout.ts";
import type { Receipt } from "./receipt.ts";

/**
 * Where a run keeps what it has done: on one disk, or on a file system that many machines share.
 *
 * ```
 * plan.json               what is to be done
 * spool/KEY.tokens …      what splits gave, by key
 * receipts/KEY.json       that a split is done
 * attempts/HOST.PID.…     what a worker is writing
 * timings/HOST.PID.….json how long a process took
 * run.json                how long everything took
 * slurm/                  scripts and logs of its jobs on a cluster
 * ```
 */
export class RunFolder {
  readonly path: string;

  /** @throws {InputOutputError} `output-failed` */
  constructor(path: string) {
    this.path = path;
    for (const name of ["spool", "receipts", "attempts", "timings"]) makeFolder(join(path, name));
  }

  get spool(): string {
    return join(this.path, "spool");
  }

  get timings(): string {
    return join(this.path, "timings");
  }

  receiptPath(key: string): string {
    return join(this.path, "receipts", `${key}.json`);
  }

  /**
   * What a split gave, or null if it is not done: no receipt, or a file is missing or of another size.
   *
   * @throws {InputOutputError} `spool-unreadable`
   */
  receipt(key: string): Receipt | null {
    const receipt = this.writtenReceipt(key);
    if (receipt === null) return null;
    const isThere = receipt.files.every(({ name, bytes }) => {
      const found = statSync(join(this.spool, name), { throwIfNoEntry: false });
      return found?.size === bytes;
    });
    return isThere ? receipt : null;
  }

  /** What was said of a split, whatever became of its files. @throws {InputOutputError} `spool-unreadable` */
  writtenReceipt(key: string): Receipt | null {
    const path = this.receiptPath(key);
    return existsSync(path) ? readReceipt(path) : null;
  }

  /** Removes what a split gave: first that it is done. */
  discard({ key, files }: Receipt): void {
    rmSync(this.receiptPath(key), { force: true });
    for (const { name } of files) rmSync(join(this.spool, name), { force: true });
  }

  /** A new folder to write in, which nobody else uses. */
  newAttempt(): string {
    const path = join(this.path, "attempts", processName());
    try {
      mkdirSync(path);
    } catch (error) {
      throw outputFailed(path, error);
    }
    return path;
  }

  /** Removes what processes of this machine left that are no more, and what this one left. */
  removeAttempts(): void {
    const attempts = join(this.path, "attempts");
    for (const name of readdirSync(attempts)) {
      if (isOwn(name) || isAbandoned(name)) rmSync(join(attempts, name), { recursive: true, force: true });
    }
  }

  /** Removes the folder if it holds no work. Returns whether it is gone. */
  removeIfEmpty(): boolean {
    if (["receipts", "attempts"].some((name) => readdirSync(join(this.path, name)).length > 0)) return false;
    rmSync(this.path, { recursive: true, force: true });
    return true;
  }

  /** Removes what splits of other plans gave. */
  keepOnly(keys: ReadonlySet<string>): void {
    for (const [folder, suffix] of [
      ["receipts", /\.json$/],
      ["spool", /\.\w+$/],
    ] as const) {
      for (const name of readdirSync(join(this.path, folder))) {
        if (!keys.has(name.replace(suffix, ""))) rmSync(join(this.path, folder, name), { force: true });
      }
    }
  }

  /** Where a split's file lies in the spool. */
  spoolPath(key: string, file: Parameters<typeof spoolName>[1]): string {
    return join(this.spool, spoolName(key, file));
  }
}

function readReceipt(path: string): Receipt {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as Receipt;
  } catch (error) {
    throw new InputOutputError(
      "spool-unreadable",
      `${path} cannot be read: ${String(error)}. Remove it, and the work that it stands for is done again.`,
      { cause: error },
    );
  }
}
