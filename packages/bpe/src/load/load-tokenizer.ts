import { createBpeTokenizer, type BpeTokenizer } from "./bpe-tokenizer.ts";
import { compileTokenizer, type CompiledTokenizer } from "./compile-tokenizer.ts";
import { anyKernel, plainKernel, type CreateKernel } from "./create-kernel.ts";
import { scanTokenizerJson } from "../vocabulary/scan-tokenizer-json.ts";
import { tokenizerFiles, type GivenFiles, type LoadedFiles } from "./tokenizer-files.ts";

const IN_NODE = typeof process === "object" && typeof process.versions?.node === "string";

export interface LoadOptions {
  /** Whether the kernel may be the one in WebAssembly. @default true, where the engine has SIMD */
  readonly wasm?: boolean;
  /**
   * Folder for compiled tables, so that the next start is fast; null for none.
   * @default in Node the environment's TURNWISE_CACHE, else `turnwise` in the user's cache folder; in browsers null
   */
  readonly cache?: string | null;
  /** Makes the kernel, instead of the two that are here. */
  readonly kernel?: CreateKernel;
}

/**
 * Loads the tokenizer of a Hugging Face model: from its folder (in Node), or from its files.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` for a tokenizer.json that cannot be followed exactly, by what; `broken-model` for files
 * that are not what they should be; `model-not-found` for a folder without tokenizer.json
 * @example
 * import { loadTokenizer } from "@turnwise/bpe";
 *
 * const tokenizer = await loadTokenizer("models/qwen3");
 * tokenizer.encodeText("Hello world"); // Int32Array [9707, 1879]
 * @example
 * const response = await fetch("/models/qwen3/tokenizer.json");
 * const tokenizer = await loadTokenizer({ tokenizerJson: await response.bytes() });
 */
export async function loadTokenizer(source: string | GivenFiles, options: LoadOptions = {}): Promise<BpeTokenizer> {
  const createKernel = kernelOf(options);
  const files = typeof source === "string" ? await readFolder(source) : await tokenizerFiles(source);
  return loadFromFiles(files, options, createKernel);
}

/** The same of the files that a model loader read. */
export async function loadFromFiles(
  files: LoadedFiles,
  options: LoadOptions = {},
  createKernel: Promise<CreateKernel> = kernelOf(options),
): Promise<BpeTokenizer> {
  const { steps, plan, image } = await compiled(files, options.cache);
  const create = await createKernel;
  return createBpeTokenizer(await create(image), steps, plan, files);
}

/** What makes the kernel; it is got ready while files are read. */
function kernelOf({ kernel, wasm }: LoadOptions): Promise<CreateKernel> {
  if (kernel !== undefined) return Promise.resolve(kernel);
  const creating = wasm === false ? plainKernel() : anyKernel();
  // Should the files fail meanwhile, that is what the caller is told.
  creating.catch(() => {});
  return creating;
}

/** From the cache if it is there, else compiled, and kept there. */
async function compiled(files: LoadedFiles, cache: string | null | undefined): Promise<CompiledTokenizer> {
  const compile = (): CompiledTokenizer => {
    const scanned = files.isParsed === true ? null : scanTokenizerJson(files.tokenizerJson);
    const json = scanned === null ? files.parseTokenizerJson() : scanned.rest;
    return compileTokenizer(json, `${files.name}, tokenizer.json`, scanned);
  };
  if (cache === null || !IN_NODE || files.isParsed === true) return compile();
  const { cachedTokenizer } = await import("../cache/cached-tokenizer.ts");
  return cachedTokenizer(files, cache, compile);
}

async function readFolder(folder: string): Promise<LoadedFiles> {
  const { readTokenizerFolder } = await import("./tokenizer-folder.ts");
  return readTokenizerFolder(folder);
}
