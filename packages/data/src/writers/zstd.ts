import type { compress, init } from "@bokuweb/zstd-wasm";

/** The one compressor of every platform: output must not depend on the zstd that Node brings along. */
export interface Zstd {
  readonly compress: (bytes: Uint8Array, level: number) => Uint8Array;
}

let loaded: Promise<Zstd> | null = null;

/** Loads it once. */
export function loadZstd(): Promise<Zstd> {
  return (loaded ??= load());
}

async function load(): Promise<Zstd> {
  const zstd: { readonly init: typeof init; readonly compress: typeof compress } = await import("@bokuweb/zstd-wasm");
  await zstd.init();
  return { compress: (bytes, level) => zstd.compress(bytes, level) };
}
