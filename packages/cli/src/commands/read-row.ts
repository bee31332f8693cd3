import {
  orRejection,
  type Conversation,
  type Json,
  type Rejection,
  type RowAdapter,
  type Turnwise,
} from "@turnwise/core";
import { DEFAULT_MAX_ROW_BYTES } from "../prepare/prepare-dataset.ts";
import { openSource } from "../prepare/open-source.ts";
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
export async function readRow(turnwise: Turnwise, file: string, line: number): Promise<ReadRow> {
  const { input, reader } = await openSource(turnwise, file);
  let last = 0;
  for await (const record of reader.read(input, { maxRowBytes: DEFAULT_MAX_ROW_BYTES })) {
    last = record.line;
    if (record.line !== line) continue;
    if (record.kind === "blank") throw new UsageError(`line ${line} of ${file} is blank; choose another --row.`);
    if (record.kind === "broken") {
      return { line, conversation: { kind: "rejection", code: record.code, message: record.message } };
    }
    return { line, conversation: adapt(turnwise, record.value) };
  }
  throw new UsageError(`${file} has ${last} lines, and no line ${line}; choose another --row.`);
}

function adapt({ registry }: Turnwise, row: Json): Conversation | Rejection {
  return orRejection(() => registry.get<RowAdapter>("row adapter", "messages").adapt(row).conversation);
}
