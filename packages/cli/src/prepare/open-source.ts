import type { DatasetReader, Turnwise } from "@turnwise/core";
import { chooseReader, openInput, type FileInput } from "@turnwise/data";

/** A file with the reader that recognises it. */
export interface OpenSource {
  readonly input: FileInput;
  readonly reader: DatasetReader;
}

/**
 * Looks at a file, and chooses its reader.
 *
 * @throws {InputOutputError} `input-unreadable`, `input-broken`
 * @throws {TurnwiseError} `input-format-unknown`, `input-format-ambiguous`
 */
export async function openSource({ registry }: Turnwise, path: string, name: string = path): Promise<OpenSource> {
  const input = await openInput(path, name);
  const readers = registry.all<DatasetReader>("reader").map(({ value }) => value);
  return { input, reader: chooseReader(readers, input) };
}
