import { createWriteStream } from "node:fs";
import { once } from "node:events";
import { finished } from "node:stream/promises";
import { InputOutputError, type Rejection, type SourceRecord } from "@turnwise/core";

/** `rejected.jsonl`: one line for each refused row, with the row itself. */
export interface RejectedLog {
  write(source: string, record: SourceRecord, reason: Omit<Rejection, "kind">): Promise<void>;
  close(): Promise<void>;
}

export function openRejectedLog(path: string): RejectedLog {
  const stream = createWriteStream(path);
  // Awaited in close, where its error is reported; until then it must not count as unhandled.
  const done = finished(stream);
  done.catch(() => {});
  return {
    async write(source, record, { code, message, at }) {
      const head = { source, line: record.line, code, message, ...(at === undefined ? {} : { at }) };
      if (!stream.write(`${JSON.stringify(head).slice(0, -1)},${rowOf(record)}}\n`) && !stream.destroyed) {
        await Promise.race([once(stream, "drain"), done]);
      }
    },
    async close() {
      stream.end();
      try {
        await done;
      } catch (error) {
        throw new InputOutputError("output-failed", `${path} cannot be written: ${String(error)}`, { cause: error });
      }
    },
  };
}

/** The row as it stood in the file, where it is JSON; else its text, or its bytes where they are no text. */
function rowOf(record: SourceRecord): string {
  if (record.kind === "row") return `"row":${record.text.trim()}`;
  const isBytes = record.kind === "broken" && record.encoding === "base64";
  return `"${isBytes ? "row_base64" : "row_text"}":${JSON.stringify(record.text)}`;
}
