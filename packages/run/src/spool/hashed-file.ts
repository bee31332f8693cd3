import { outputFailed } from "@turnwise/core";
import { createHash } from "node:crypto";
import { closeSync, fsync, openSync, writeSync } from "node:fs";
import { promisify } from "node:util";

/** Name, size and SHA-256 (hex) of a file. */
export interface HashedFile<Name extends string = string> {
  readonly name: Name;
  readonly bytes: number;
  readonly sha256: string;
}

const sync: (descriptor: number) => Promise<void> = promisify(fsync);

const BUFFER_BYTES = 1 << 18;

/** A file written from start to end, in pieces of {@link BUFFER_BYTES} or more, hashed on the way. */
export class HashedFileWriter {
  readonly #path: string;
  readonly #descriptor: number;
  readonly #hash = createHash("sha256");
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  #filled = 0;
  #written = 0;
  #isOpen = true;

  /** @throws {InputOutputError} `output-failed`, as every method */
  constructor(path: string) {
    this.#path = path;
    this.#descriptor = this.#attempt(() => openSync(path, "wx"));
  }

  append(bytes: Uint8Array): void {
    if (this.#filled + bytes.length > BUFFER_BYTES) this.#flush();
    if (bytes.length > BUFFER_BYTES) {
      this.#send(bytes);
      return;
    }
    this.#buffer.set(bytes, this.#filled);
    this.#filled += bytes.length;
  }

  /** Writes what is left; nothing can be appended any more. */
  end<Name extends string>(name: Name): HashedFile<Name> {
    this.#flush();
    return { name, bytes: this.#written, sha256: this.#hash.digest("hex") };
  }

  /** Syncs to disk and closes. */
  async sync(): Promise<void> {
    await sync(this.#descriptor).catch((error: unknown) => {
      this.abandon();
      throw outputFailed(this.#path, error);
    });
    this.#attempt(() => this.#close());
  }

  /** Closes without syncing, for work that is given up; a file that is finished stays as it is. */
  abandon(): void {
    if (this.#isOpen) this.#close();
  }

  /** Once only: the number of a closed file may be that of another thread's by now. */
  #close(): void {
    this.#isOpen = false;
    closeSync(this.#descriptor);
  }

  #flush(): void {
    this.#send(this.#buffer.subarray(0, this.#filled));
    this.#filled = 0;
  }

  #send(bytes: Uint8Array): void {
    this.#hash.update(bytes);
    this.#attempt(() => {
      for (let done = 0; done < bytes.length;) done += writeSync(this.#descriptor, bytes, done);
    });
    this.#written += bytes.length;
  }

  #attempt<T>(action: () => T): T {
    try {
      return action();
    } catch (error) {
      throw outputFailed(this.#path, error);
    }
  }
}
