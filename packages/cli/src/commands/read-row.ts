import {
  orRejection,
  TurnwiseError,
  type Conversation,
  type DatasetReader,
  type Json,
  type Rejection,
  type RowAdapter,
  type Turnwise,
} from "@turnwise/core";
import { openInput } from "@turnwise/data";
import { DEFAULT_MAX_ROW_BYTES } from "../prepare/max-row-bytes.ts";
import { planSources, type SourceChoices, type SourcePlan } from "../prepare/sources.ts";
import { UsageError } from "./usage-error.ts";

/** One row of a file, as a conversation, or why it is none. */
export interface ReadRow {
  readonly line: number;
  readonly conversation: Conversation | Rejection;
}

/**
 * The row of a line, counted from 1.
 *
 * @throws {UsageError} if the file has no such line, or it is blank
 */
export async function readRow(
  turnwise: Turnwise,
  file: string,
  line: number,
  choices: SourceChoices = {},
): Promise<ReadRow> {
  const [source, ...others] = await planSources(turnwise, [file], choices);
  if (source === undefined || others.length > 0) {
    throw new TurnwiseError("usage", `${file} stands for ${others.length + 1} files; name one of them.`);
  }
  if (source.taken !== undefined) {
    throw new UsageError(`--row counts the lines of ${source.name}; name the split without rows: --split train.`);
  }
  const reader = turnwise.registry.get<DatasetReader>("reader", source.format);
  const input = await openInput(source.path, source.name);
  let last = 0;
  for await (const record of reader.read(input, { maxRowBytes: DEFAULT_MAX_ROW_BYTES })) {
    last = record.line;
    if (record.line !== line) continue;
    if (record.kind === "blank") throw new UsageError(`line ${line} of ${file} is blank; choose another --row.`);
    if (record.kind === "broken") {
      return { line, conversation: { kind: "rejection", code: record.code, message: record.message } };
    }
    return { line, conversation: adapt(turnwise, source, record.value) };
  }
  throw new UsageError(`${file} has ${last} lines, and no line ${line}; choose another --row.`);
}

function adapt({ registry }: Turnwise, { shape, settings }: SourcePlan, row: Json): Conversation | Rejection {
  return orRejection(() => registry.get<RowAdapter>("row adapter", shape).adapt(row, settings).conversation);
}
