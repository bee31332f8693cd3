import type { Split } from "../pipeline.ts";

/** `chats.jsonl, bytes 16777216 to 33554432`, `chats.parquet, records 1001 to 2000` */
export function describeSplit({ name, range, unit }: Pick<Split, "name" | "range" | "unit">): string {
  if (range === null) return `${name}, the whole file`;
  if (unit === "record") return `${name}, records ${range.start + 1} to ${range.end ?? "the end"}`;
  return `${name}, bytes ${range.start} to ${range.end ?? "the end"}`;
}
