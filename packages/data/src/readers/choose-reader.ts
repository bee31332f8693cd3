import { TurnwiseError, type DatasetReader, type InputHead } from "@turnwise/core";
import { unknownFormat } from "./foreign-format.ts";

/**
 * The reader that recognises a file by its content.
 *
 * @throws {TurnwiseError} `input-format-unknown`: says what the file is instead; `input-format-ambiguous` if several claim it
 */
export function chooseReader(readers: readonly DatasetReader[], input: InputHead): DatasetReader {
  const [reader, ...others] = readers.filter((each) => each.recognises(input));
  if (reader === undefined)
    throw unknownFormat(
      input,
      readers.map(({ name }) => name),
    );
  if (others.length === 0) return reader;
  const names = [reader, ...others].map(({ name }) => name);
  throw new TurnwiseError(
    "input-format-ambiguous",
    `${input.name}: the readers ${names.join(" and ")} both claim this file. Choose one with --input-format ${names.join(" or --input-format ")}.`,
  );
}
