import { Buffer } from "node:buffer";
import type { ByteRange } from "@turnwise/core";

/** A file that is being unpacked. */
interface Unpacking {
  readonly chunks: AsyncGenerator<Buffer>;
  /** How many bytes it gave. */
  position: number;
  /** Bytes before `position` that may be asked for again. */
  held: readonly HeldBytes[];
}

interface HeldBytes {
  /** Of their first byte. */
  readonly start: number;
  readonly bytes: Buffer;
}

/**
 * Ranges of a packed file. Unpacking begins at its first byte alone; so where one range ends, the next that lies behind it goes on.
 *
 * ```
 * unpacked   ├── passed ──┼── range ──┼─ held ─┤ not yet unpacked
 *                                     again    position
 * ```
 */
export class UnpackedRanges {
  readonly #unpack: () => AsyncGenerator<Buffer>;
  /** Between two ranges. */
  #kept: Unpacking | null = null;
  /** Of all that the file unpacks to, once its end was seen. */
  #size = Number.POSITIVE_INFINITY;

  /** @param unpack gives the file's bytes from its first on */
  constructor(unpack: () => AsyncGenerator<Buffer>) {
    this.#unpack = unpack;
  }

  /**
   * Bytes of a range, in chunks that are valid until the next is asked for.
   *
   * @param again where the next range may begin: what lies from there on is kept
   */
  async *chunks(
    { start, end = Number.POSITIVE_INFINITY }: ByteRange,
    again: number = Number.POSITIVE_INFINITY,
    signal?: AbortSignal,
  ): AsyncGenerator<Buffer> {
    if (start >= this.#size) return;
    const unpacking = await this.#from(start);
    let goesOn = again < Number.POSITIVE_INFINITY;
    try {
      for (const { start: first, bytes } of unpacking.held) {
        const wanted = bytes.subarray(Math.max(0, start - first), Math.max(0, end - first));
        if (wanted.length > 0) yield wanted;
      }
      while (unpacking.position < end) {
        signal?.throwIfAborted();
        const next = await unpacking.chunks.next();
        if (next.done === true) {
          this.#size = unpacking.position;
          goesOn = false;
          return;
        }
        const first = unpacking.position;
        unpacking.position += next.value.length;
        hold(unpacking, first, next.value, again);
        const wanted = next.value.subarray(Math.max(0, start - first), Math.max(0, end - first));
        if (wanted.length > 0) yield wanted;
      }
    } catch (error) {
      goesOn = false;
      throw error;
    } finally {
      // Here comes, too, who breaks off: readers do behind the last line of a range.
      if (goesOn) await this.#keep(unpacking, again);
      else await unpacking.chunks.return(undefined);
    }
  }

  /** Lets go of what was kept for a next range. */
  async close(): Promise<void> {
    const kept = this.#kept;
    this.#kept = null;
    await kept?.chunks.return(undefined);
  }

  async #from(start: number): Promise<Unpacking> {
    const kept = this.#kept;
    if (kept !== null && start >= (kept.held[0]?.start ?? kept.position)) {
      this.#kept = null;
      return kept;
    }
    await this.close();
    return { chunks: this.#unpack(), position: 0, held: [] };
  }

  async #keep(unpacking: Unpacking, again: number): Promise<void> {
    unpacking.held = unpacking.held.filter(({ start, bytes }) => start + bytes.length > again);
    await this.close();
    this.#kept = unpacking;
  }
}

/** Holds what lies from `again` on: a copy, for the chunk is overwritten. */
function hold(unpacking: Unpacking, first: number, chunk: Buffer, again: number): void {
  if (first + chunk.length <= again) return;
  const start = Math.max(first, again);
  unpacking.held = [...unpacking.held, { start, bytes: Buffer.from(chunk.subarray(start - first)) }];
}
