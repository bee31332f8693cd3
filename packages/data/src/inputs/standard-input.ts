import { fileChunks } from "./file-chunks.ts";
import { FileInput } from "./file-input.ts";
import { temporaryCopy } from "./temporary-copy.ts";

/** Whether a name is that of standard input. */
export function isStandardInput(name: string): boolean {
  return name === "-" || name === "/dev/stdin";
}

/**
 * Standard input as a file: it is copied into a temporary one, so that it can be looked at, hashed and read from any place.
 *
 * @param path of the stream, for tests
 */
export async function standardInput(path: string = "/dev/stdin"): Promise<FileInput> {
  const copy = await temporaryCopy(fileChunks(path));
  return FileInput.open(copy.path, "standard input");
}
