import { InputOutputError } from "@turnwise/core";
import { hashFile, type FileHash } from "@turnwise/run";

/** Size and SHA-256 (hex) of a file of the input. @throws {InputOutputError} `input-unreadable` */
export async function hashInput(path: string): Promise<FileHash> {
  try {
    return await hashFile(path);
  } catch (error) {
    throw new InputOutputError("input-unreadable", `${path} cannot be read: ${String(error)}`, { cause: error });
  }
}
