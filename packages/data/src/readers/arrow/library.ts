import type * as Arrow from "apache-arrow";
import { loadCodecs } from "../parquet/codecs.ts";
import { lz4Frame } from "./lz4-frame.ts";

/** What of apache-arrow is used. */
export type ArrowLibrary = Pick<typeof Arrow, "DataType" | "Message" | "RecordBatchReader" | "Vector">;

const LARGEST_BUFFER = 1 << 30;

/** Loads apache-arrow, when the first Arrow file is read, and tells it how to unpack buffers. */
export async function loadArrow(): Promise<ArrowLibrary> {
  const [arrow, codecs] = await Promise.all([import("apache-arrow"), loadCodecs()]);
  const { compressionRegistry, CompressionType } = arrow;
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (bytes) => lz4Frame(bytes, unpackedLength(bytes)) });
  compressionRegistry.set(CompressionType.ZSTD, {
    decode(bytes) {
      const unpacked = codecs.ZSTD?.(bytes, unpackedLength(bytes));
      if (unpacked === undefined) throw new Error("zstd cannot be unpacked");
      return unpacked;
    },
  });
  return arrow;
}

/** Stands in the eight bytes before a packed buffer (Arrow columnar format, Compression), which apache-arrow does not hand over. */
function unpackedLength(bytes: Uint8Array): number {
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset - 8, 8).getBigInt64(0, true));
  if (length >= 0 && length <= LARGEST_BUFFER) return length;
  throw new Error(`a buffer should unpack to ${length} bytes, where at most ${LARGEST_BUFFER} are possible`);
}
