import { Buffer } from "node:buffer";
import * as zlib from "node:zlib";
import type { Compressors } from "hyparquet";
import { zstdFrameHeader } from "../../inputs/zstd-frames.ts";

/**
 * Unpacks pages into no more than the bytes that their headers name: by Node where it can, else by the codecs for hyparquet.
 *
 * @throws where a page unpacks to more
 */
export async function loadCodecs(): Promise<Compressors> {
  const { decompressLz4, decompressLz4Raw, decompressSnappy, decompressZstd } = await import("hyparquet-compressors");
  const nativeZstd: unknown = Reflect.get(zlib, "zstdDecompressSync");
  return {
    SNAPPY: decompressSnappy,
    GZIP: (bytes, length) => zlib.gunzipSync(bytes, { maxOutputLength: Math.max(1, length) }),
    BROTLI: (bytes, length) => zlib.brotliDecompressSync(bytes, { maxOutputLength: Math.max(1, length) }),
    LZ4: decompressLz4,
    LZ4_RAW: decompressLz4Raw,
    ZSTD(bytes, length) {
      if (typeof nativeZstd === "function") {
        const unpacked: unknown = nativeZstd(bytes, { maxOutputLength: Math.max(1, length) });
        if (unpacked instanceof Uint8Array) return unpacked;
      }
      const header = zstdFrameHeader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
      if (header === undefined || header.window > LARGEST_WINDOW || (header.contentSize ?? length) !== length)
        throw new Error("its zstd frame does not fit the page");
      return decompressZstd(bytes, new Uint8Array(length));
    },
  };
}

const LARGEST_WINDOW = 128 << 20;
