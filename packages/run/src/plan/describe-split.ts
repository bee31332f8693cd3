import type { Split } from "../pipeline.ts";

/** `chats.jsonl, bytes 16777216 to 33554432` */
export function describeSplit({ name, range }: Pick<Split, "name" | "range">): string {
  if (range === null) return `${name}, the whole file`;
  return `${name}, bytes ${range.start} to ${range.end ?? "the end"}`;
}
