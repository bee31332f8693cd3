import { InputOutputError, type ByteRange, type DatasetInput } from "@turnwise/core";

const HEAD_BYTES = 1 << 16;

export interface InputOfOptions {
  /** @default 65536 */
  readonly chunkBytes?: number;
}

/** Bytes as a reader's input; chunks come in one buffer that each overwrites, as those of a file do. */
export function inputOf(
  content: string | Uint8Array,
  { chunkBytes = 1 << 16 }: InputOfOptions = {},
): DatasetInput & { openFiles(): number } {
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  let open = 0;
  return {
    name: "test file",
    head: bytes.slice(0, HEAD_BYTES),
    isWhole: bytes.length <= HEAD_BYTES,
    openFiles: () => open,
    chunks: ({ range, signal } = {}) => chunksOf(bytes, chunkBytes, range, signal),
    async open(signal) {
      signal?.throwIfAborted();
      open++;
      return {
        size: bytes.length,
        async read(start, end) {
          if (start < 0 || end > bytes.length) throw new InputOutputError("input-unreadable", "test file ends before.");
          return bytes.slice(start, end);
        },
        async close() {
          open--;
        },
      };
    },
  };
}

async function* chunksOf(
  bytes: Uint8Array,
  chunkBytes: number,
  { start, end = bytes.length }: ByteRange = { start: 0 },
  signal?: AbortSignal,
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(chunkBytes);
  signal?.throwIfAborted();
  for (let at = start; at < end; at += chunkBytes) {
    const chunk = bytes.subarray(at, Math.min(end, at + chunkBytes));
    buffer.set(chunk);
    yield buffer.subarray(0, chunk.length);
    signal?.throwIfAborted();
  }
}
