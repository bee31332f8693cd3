import { brokenModel } from "@turnwise/bpe/parts";
import type { ModelFiles } from "./model-files.ts";

/** @throws {TurnwiseError} `broken-model` if the bytes are not UTF-8 */
export function textOfFile(bytes: Uint8Array, files: ModelFiles, path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw brokenModel(`${files.place}, ${path}`, "is not UTF-8 text");
  }
}

/** @throws {TurnwiseError} `broken-model` with the place of the mistake */
export function parseModelJson(text: string, files: ModelFiles, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const pointer = text.startsWith("version https://git-lfs")
      ? 'is a Git LFS pointer, not the file itself ("git lfs pull" gets it)'
      : `is not JSON (${error instanceof Error ? error.message : String(error)})`;
    throw brokenModel(`${files.place}, ${path}`, pointer);
  }
}
