import type { Buffer } from "node:buffer";
import { createGunzip } from "node:zlib";
import { broken } from "./input-failure.ts";
import { throughStream, UnpackError } from "./unpack-stream.ts";

/**
 * Unpacks gzip, also of several members.
 *
 * @throws {InputOutputError} `input-broken` for damaged, truncated or trailing bytes
 * @throws what `packed` throws
 */
export async function* gunzipChunks(name: string, packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let given = 0;
  const counted = (async function* count() {
    for await (const chunk of packed) {
      given += chunk.length;
      yield chunk;
    }
  })();
  const gunzip = createGunzip({ chunkSize: 1 << 18 });
  let unpacked = 0;
  try {
    for await (const chunk of throughStream(counted, gunzip)) {
      unpacked += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw error instanceof UnpackError ? broken(name, fault(error, unpacked), error.cause) : error;
  }
  if (gunzip.bytesWritten < given) {
    throw broken(
      name,
      `after ${gunzip.bytesWritten} bytes of gzip there are ${given - gunzip.bytesWritten} bytes that are none. Take them off, or pack the file again.`,
    );
  }
}

function fault({ cause, message }: UnpackError, unpacked: number): string {
  const place = `${unpacked} unpacked bytes`;
  return cause instanceof Error && "code" in cause && cause.code === "Z_BUF_ERROR"
    ? `the gzip file ends before its data does, after ${place}. It was cut off: fetch or pack it again.`
    : `the gzip data is damaged after ${place} (${message}). Fetch or pack it again.`;
}
