import type { Buffer } from "node:buffer";
import { Readable, type Transform } from "node:stream";

/** An error of the unpacking itself, not of reading what is unpacked. */
export class UnpackError extends Error {
  override readonly name: string = "UnpackError";
}

/**
 * Passes chunks through a stream of `node:zlib`.
 *
 * @throws {UnpackError} with the stream's error as cause
 * @throws what `packed` throws
 */
export async function* throughStream(packed: AsyncIterable<Uint8Array>, transform: Transform): AsyncGenerator<Buffer> {
  let failure: { readonly reason: unknown } | undefined;
  const source = Readable.from(
    (async function* copies() {
      try {
        for await (const chunk of packed) yield Uint8Array.from(chunk); // the stream keeps it, and the next chunk overwrites it
      } catch (reason) {
        failure = { reason };
        throw reason;
      }
    })(),
    { highWaterMark: 1 },
  );
  source.on("error", (error) => transform.destroy(error));
  try {
    for await (const chunk of source.pipe(transform) as AsyncIterable<Buffer>) yield chunk;
  } catch (cause) {
    if (failure !== undefined) throw failure.reason;
    throw new UnpackError(cause instanceof Error ? cause.message : String(cause), { cause });
  } finally {
    source.destroy();
    transform.destroy();
  }
}
