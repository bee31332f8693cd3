import { open, type FileHandle } from "node:fs/promises";
import { outputFailed, TurnwiseError, type InputOutputError } from "@turnwise/core";

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
      throw outputFailed(path, cause);
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
      this.#failure = outputFailed(this.#path, cause);
      if (!this.#isClosed) await this.#handle.close().catch(() => undefined);
      throw this.#failure;
    }
  }
}
