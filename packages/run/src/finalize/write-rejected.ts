import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { join } from "node:path";
import type { LabelShift } from "@turnwise/core";
import type { Split } from "../pipeline.ts";
import { HashedFileWriter } from "../spool/hashed-file.ts";
import { readExampleRecords } from "../spool/spool-reader.ts";
import type { RunFolder } from "../splits/run-folder.ts";

export interface RejectedSettings {
  readonly path: string;
  readonly folder: RunFolder;
  readonly splits: readonly Split[];
  readonly linesBefore: readonly number[];
  readonly shift: LabelShift;
  /** Most tokens of an example; longer ones are listed here. Null: none is too long, or they are cut. */
  readonly maxLength: number | null;
}

const TEXT = new TextEncoder();

/** A line of the spool: the split's own line number stands first. */
const SPOOLED = /^\{"line":(\d+),/;

/** Writes `rejected.jsonl`: a line for each refused row, with the row itself, and for each example that is too long. */
export async function writeRejected(settings: RejectedSettings): Promise<void> {
  const { path, folder, splits, linesBefore, maxLength, shift } = settings;
  const file = new HashedFileWriter(path);
  const write = (source: string, line: number, rest: string): void =>
    file.append(TEXT.encode(`{"source":${JSON.stringify(source)},"line":${line},${rest}\n`));
  for (const [at, split] of splits.entries()) {
    const before = linesBefore[at] ?? 0;
    const tooLong = maxLength === null ? [] : overLong(folder, split, shift, maxLength);
    let next = 0;
    const writeTooLong = (untilLine: number): void => {
      for (; (tooLong[next]?.line ?? Number.POSITIVE_INFINITY) < untilLine; next++) {
        const { line, rest } = tooLong[next] ?? { line: 0, rest: "" };
        write(split.name, before + line, rest);
      }
    };
    const spooled = createInterface({ input: createReadStream(join(folder.spoolPath(split.key, "rejected"))) });
    for await (const text of spooled) {
      const line = Number(SPOOLED.exec(text)?.[1]);
      writeTooLong(line);
      write(split.name, before + line, text.replace(SPOOLED, ""));
    }
    writeTooLong(Number.POSITIVE_INFINITY);
  }
  file.finish(path);
}

function overLong(
  folder: RunFolder,
  { key }: Split,
  shift: LabelShift,
  maxLength: number,
): readonly { readonly line: number; readonly rest: string }[] {
  return readExampleRecords(folder.spool, key).flatMap(({ tokens, line, position, example }) => {
    const length = shift.outputLength(tokens);
    if (length <= maxLength) return [];
    const message = `example ${example} of the row has ${length} tokens; --max-length allows ${maxLength}. Allow more, or cut it with --over-length keep-start.`;
    const rest = JSON.stringify({ position, code: "over-length", message, example }).slice(1);
    return [{ line, rest }];
  });
}
