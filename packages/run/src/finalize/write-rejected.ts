import type { LabelShift } from "@turnwise/core";
import type { Split } from "../pipeline.ts";
import { HashedFileWriter } from "../spool/hashed-file.ts";
import { OpenFiles } from "../spool/open-files.ts";
import { readLines } from "../spool/read-lines.ts";
import { readExampleRecord, readExampleRecords } from "../spool/spool-reader.ts";
import type { SpooledExamples } from "../spool/spooled-examples.ts";
import type { Receipt } from "../splits/receipt.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import { isRepeat, type Repeats } from "./find-repeats.ts";

export interface RejectedSettings {
  readonly path: string;
  readonly folder: RunFolder;
  readonly splits: readonly Split[];
  readonly receipts: readonly Receipt[];
  readonly linesBefore: readonly number[];
  readonly examples: SpooledExamples;
  /** Rows that repeat others are listed here; null where nobody looked for them. */
  readonly repeats: Repeats | null;
  readonly shift: LabelShift;
  /** Most tokens of an example; longer ones are listed here. Null: none is too long, or they are cut. */
  readonly maxLength: number | null;
}

const TEXT = new TextEncoder();

/** A line of the spool: the split's own line number stands first. */
const SPOOLED = /^\{"line":(\d+),/;

/** Writes `rejected.jsonl`: a line for each refused row, with the row itself, for each that repeats another, and for each example that is too long. */
export async function writeRejected(settings: RejectedSettings): Promise<void> {
  const { path, folder, splits, receipts, linesBefore } = settings;
  const files = new OpenFiles(folder.spool);
  const file = new HashedFileWriter(path);
  const write = (source: string, line: number, rest: string): void =>
    file.append(TEXT.encode(`{"source":${JSON.stringify(source)},"line":${line},${rest}\n`));
  for (const [at, split] of splits.entries()) {
    const before = linesBefore[at] ?? 0;
    const leftOut = leftOutOf(settings, at, files);
    let next = 0;
    const writeLeftOut = (untilLine: number): void => {
      for (; (leftOut[next]?.line ?? Number.POSITIVE_INFINITY) < untilLine; next++) {
        const { line, rest } = leftOut[next] ?? { line: 0, rest: "" };
        write(split.name, before + line, rest);
      }
    };
    const refused = receipts[at]?.counts.rejected ?? 0;
    for (const text of refused === 0 ? [] : readLines(folder.spoolPath(split.key, "rejected"))) {
      const line = Number(SPOOLED.exec(text)?.[1]);
      writeLeftOut(line);
      write(split.name, before + line, text.replace(SPOOLED, ""));
    }
    writeLeftOut(Number.POSITIVE_INFINITY);
  }
  files.close();
  file.end(path);
  await file.sync();
}

interface LeftOut {
  readonly line: number;
  /** JSON without the brace that opens it. */
  readonly rest: string;
}

/** What was prepared of a split and is not in the output. */
function leftOutOf(settings: RejectedSettings, split: number, files: OpenFiles): readonly LeftOut[] {
  const { folder, splits, examples, repeats, maxLength, shift } = settings;
  if (maxLength === null && repeats === null) return [];
  const leftOut: LeftOut[] = [];
  let next = examples.splitStarts[split] ?? 0;
  for (const { tokens, line, position, example } of readExampleRecords(folder.spool, splits[split]?.key ?? "")) {
    const at = next++;
    if (isRepeat(repeats, at)) {
      if (example > 0) continue;
      const { message, of } = repeated(settings, repeats?.of[at] ?? 0, files);
      leftOut.push({ line, rest: JSON.stringify({ position, code: "duplicate", message, repeats: of }).slice(1) });
      continue;
    }
    const length = shift.outputLength(tokens);
    if (maxLength === null || length <= maxLength) continue;
    const message = `example ${example} of the row has ${length} tokens; --max-length allows ${maxLength}. Allow more, or cut it with --over-length keep-start.`;
    leftOut.push({ line, rest: JSON.stringify({ position, code: "over-length", message, example }).slice(1) });
  }
  return leftOut;
}

/** The row that stays. */
function repeated(
  { examples, splits, linesBefore }: RejectedSettings,
  example: number,
  files: OpenFiles,
): { readonly message: string; readonly of: object } {
  const split = examples.splitOf(example);
  const { key = "", name: source = "" } = splits[split] ?? {};
  const record = readExampleRecord(files, key, example - (examples.splitStarts[split] ?? 0));
  const line = (linesBefore[split] ?? 0) + record.line;
  return {
    message: `it is the same conversation as ${source}, line ${line}.`,
    of: { source, line, position: record.position },
  };
}
