import { mkdtempSync, rmSync } from "node:fs";
import { open } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { InputOutputError } from "@turnwise/core";

/** A file of this process alone. */
export interface TemporaryCopy {
  readonly path: string;
  remove(): void;
}

/** Folders to remove when the process ends: one listener for all, however many inputs are packed. */
const folders = new Set<string>();

function removeAll(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
}

/**
 * Writes chunks into a file in the folder for temporary files (`TMPDIR`), which is gone when it is removed or the process ends.
 *
 * @throws {InputOutputError} `temporary-copy-failed`
 * @throws what `chunks` throws
 */
export async function temporaryCopy(chunks: AsyncIterable<Uint8Array>): Promise<TemporaryCopy> {
  const folder = newFolder();
  const remove = (): void => {
    folders.delete(folder);
    rmSync(folder, { recursive: true, force: true });
  };
  if (!process.listeners("exit").includes(removeAll)) process.on("exit", removeAll);
  folders.add(folder);
  const path = join(folder, "data");
  try {
    const file = await open(path, "wx").catch((cause: unknown) => {
      throw copyFailed(cause);
    });
    try {
      for await (const chunk of chunks) await writeAll(chunk, (bytes) => file.write(bytes));
    } finally {
      await file.close();
    }
  } catch (error) {
    remove();
    throw error;
  }
  return { path, remove };
}

function newFolder(): string {
  try {
    return mkdtempSync(join(tmpdir(), "turnwise-input-"));
  } catch (cause) {
    throw copyFailed(cause);
  }
}

async function writeAll(
  chunk: Uint8Array,
  write: (bytes: Uint8Array) => Promise<{ readonly bytesWritten: number }>,
): Promise<void> {
  for (let done = 0; done < chunk.length;) {
    try {
      done += (await write(chunk.subarray(done))).bytesWritten;
    } catch (cause) {
      throw copyFailed(cause);
    }
  }
}

function copyFailed(cause: unknown): InputOutputError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new InputOutputError(
    "temporary-copy-failed",
    `cannot write a temporary copy of the input into ${tmpdir()}: ${reason}. Make room, or name another folder with TMPDIR.`,
    { cause },
  );
}
