import { open, type FileHandle } from "node:fs/promises";
import { InputOutputError, TurnwiseError } from "@turnwise/core";

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file is larger than the file system or a limit (ulimit -f) allows",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOENT: "there is no such directory",
  ENOTDIR: "a part of the path is not a directory",
  EISDIR: "it is a directory",
};

/**
 * A file that is written from start to end. Every failure is an InputOutputError `output-failed`; after one, the file is
 * closed and further calls repeat it.
 */
export class OutputFile {
  readonly #path: string;
  readonly #handle: FileHandle;
  #failure: InputOutputError | undefined;
  #isClosed = false;

  private constructor(path: string, handle: FileHandle) {
    this.#path = path;
    this.#handle = handle;
  }

  /** @throws {InputOutputError} `output-failed` */
  static async create(path: string): Promise<OutputFile> {
    try {
      return new OutputFile(path, await open(path, "w"));
    } catch (cause) {
      throw failureOf(path, cause);
    }
  }

  /** @throws {InputOutputError} `output-failed` */
  async append(bytes: Uint8Array): Promise<void> {
    await this.#attempt(async () => {
      for (let done = 0; done < bytes.length;) {
        const { bytesWritten } = await this.#handle.write(bytes, done, bytes.length - done);
        done += bytesWritten;
      }
    });
  }

  /**
   * Syncs to disk and closes.
   *
   * @throws {InputOutputError} `output-failed`
   */
  async close(): Promise<void> {
    await this.#attempt(async () => {
      await this.#handle.sync();
      this.#isClosed = true;
      await this.#handle.close();
    });
  }

  async #attempt(action: () => Promise<void>): Promise<void> {
    if (this.#failure !== undefined) throw this.#failure;
    if (this.#isClosed) throw new TurnwiseError("output-failed", `cannot write ${this.#path}: it is already closed.`);
    try {
      await action();
    } catch (cause) {
      this.#failure = failureOf(this.#path, cause);
      if (!this.#isClosed) await this.#handle.close().catch(() => undefined);
      throw this.#failure;
    }
  }
}

function failureOf(path: string, cause: unknown): InputOutputError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new InputOutputError("output-failed", `cannot write ${path}: ${reason}.`, { cause });
}
