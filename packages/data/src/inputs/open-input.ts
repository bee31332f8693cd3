import { FileInput } from "./file-input.ts";
import { isStandardInput, standardInput } from "./standard-input.ts";

/**
 * Opens a file, or standard input (`-`), and looks at how it begins. gzip and zstd are unpacked while they are read, whatever the
 * file is called.
 *
 * @param name as messages call it
 * @throws {InputOutputError} `input-unreadable`, `input-broken`, `temporary-copy-failed`
 * @example
 * import { jsonlReader, openInput } from "@turnwise/data";
 *
 * const records = jsonlReader.read(await openInput("chats.jsonl.zst"), { maxRowBytes: 64 * 1024 * 1024 });
 */
export function openInput(path: string, name: string = path): Promise<FileInput> {
  return isStandardInput(path) ? standardInput() : FileInput.open(path, name);
}
