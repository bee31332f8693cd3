import type { ByteRange, SourceRecord } from "@turnwise/core";

/** Of all records of a file those in `[start, end)`, from 0, numbered anew from 1; reads none behind them. */
export async function* recordsInRange(
  records: AsyncIterable<SourceRecord>,
  { start, end = Number.POSITIVE_INFINITY }: ByteRange,
): AsyncGenerator<SourceRecord> {
  if (start >= end) return;
  for await (const record of records) {
    if (record.position > start) yield { ...record, line: record.line - start };
    if (record.position >= end) return;
  }
}
