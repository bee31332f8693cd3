import type { TokenizerFiles } from "@turnwise/core";
import { createBpeTokenizer, type BpeTokenizer } from "./bpe-tokenizer.ts";
import { compileTokenizer } from "./compile-tokenizer.ts";
import { createAnyKernel, createPlainKernel, type CreateKernel } from "./create-kernel.ts";
import { tokenizerFiles, type GivenFiles } from "./tokenizer-files.ts";

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
  return loadFromFiles(typeof source === "string" ? await readFolder(source) : await tokenizerFiles(source), options);
}

/** The same of the files that a model loader read. */
export async function loadFromFiles(files: TokenizerFiles, options: LoadOptions = {}): Promise<BpeTokenizer> {
  const where = `${files.name}, tokenizer.json`;
  const { steps, plan, image } = compileTokenizer(files.parseTokenizerJson(), where);
  const createKernel = options.kernel ?? (options.wasm === false ? createPlainKernel : createAnyKernel);
  return createBpeTokenizer(await createKernel(image), steps, plan, files);
}

async function readFolder(folder: string): Promise<TokenizerFiles> {
  const { readTokenizerFolder } = await import("./tokenizer-folder.ts");
  return readTokenizerFolder(folder);
}
