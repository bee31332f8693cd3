import { Buffer } from "node:buffer";
import { Transform } from "node:stream";
import * as zlib from "node:zlib";
import type { Decompress } from "fzstd";
import type { XXHash } from "xxhash-wasm";
import { broken } from "./input-failure.ts";
import { throughStream, UnpackError } from "./unpack-stream.ts";
import { ZstdFrames } from "./zstd-frames.ts";

/**
 * Unpacks zstd, also of several frames: by Node where it can (from 22.15 on), else by `fzstd`, with the frames' checksums checked.
 *
 * @throws {InputOutputError} `input-broken` for damaged or truncated bytes, and windows above 128 MiB
 * @throws what `packed` throws
 */
export function unzstdChunks(name: string, packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const native = nativeDecoder();
  return native === undefined ? byFzstd(name, packed) : byNode(name, packed, native);
}

/** Node's own decoder, if it has one. */
export function nativeDecoder(): Transform | undefined {
  const create: unknown = Reflect.get(zlib, "createZstdDecompress");
  if (typeof create !== "function") return undefined;
  const decoder: unknown = create();
  return decoder instanceof Transform ? decoder : undefined;
}

async function* byNode(name: string, packed: AsyncIterable<Buffer>, decoder: Transform): AsyncGenerator<Buffer> {
  const checked = (async function* check() {
    const frames = new ZstdFrames(name);
    for await (const chunk of packed) {
      for (const _ of frames.push(chunk)); // throws for what is damaged
      yield chunk;
    }
    frames.end();
  })();
  let unpacked = 0;
  try {
    for await (const chunk of throughStream(checked, decoder)) {
      unpacked += chunk.length;
      yield chunk;
    }
  } catch (error) {
    throw error instanceof UnpackError ? damaged(name, unpacked, error.message, error.cause) : error;
  }
}

/** Without Node's decoder. Each frame has a decoder and a hash of its own. */
export async function* byFzstd(name: string, packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const [{ Decompress: Decoder }, { default: loadHash }] = await Promise.all([import("fzstd"), import("xxhash-wasm")]);
  const { create64 } = await loadHash();
  const frames = new ZstdFrames(name);
  let unpacked = 0;
  let pieces: Buffer[] = [];
  let decoder: Decompress | undefined;
  let hash: XXHash<bigint> = create64();
  const take = (data: Uint8Array): void => {
    if (data.length === 0) return;
    unpacked += data.length;
    hash.update(data);
    pieces.push(Buffer.from(data.buffer, data.byteOffset, data.byteLength));
  };
  for await (const chunk of packed) {
    for (const { kind, bytes } of frames.push(chunk)) {
      if (kind === "skippable") continue;
      if (kind === "header") {
        decoder = new Decoder(take);
        hash = create64();
      }
      try {
        decoder?.push(bytes, kind === "end");
      } catch (cause) {
        throw damaged(name, unpacked, cause instanceof Error ? cause.message : String(cause), cause);
      }
      if (kind === "end" && bytes.length === 4 && BigInt(bytes.readUInt32LE(0)) !== BigInt.asUintN(32, hash.digest())) {
        throw damaged(name, unpacked, "the checksum of its frame is another");
      }
      yield* pieces;
      pieces = [];
    }
  }
  frames.end();
}

function damaged(name: string, unpacked: number, reason: string, cause?: unknown): Error {
  return broken(
    name,
    `the zstd data is damaged after ${unpacked} unpacked bytes (${reason}). Fetch or pack it again.`,
    cause,
  );
}
