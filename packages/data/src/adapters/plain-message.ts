import { isJsonObject, valueAt, type Json, type Message } from "@turnwise/core";

/** A message of a role and a text and nothing else, as nearly all are: there is nothing to read. Null for any other. */
export function plainMessage(value: Json): Message | null {
  if (!isJsonObject(value) || value instanceof Map) return null;
  let first = "";
  for (const key in value) {
    if (key !== "role" && key !== "content") return null;
    if (first === "") first = key;
  }
  const [role, content] = [valueAt(value, "role"), valueAt(value, "content")];
  if (typeof role !== "string" || typeof content !== "string") return null;
  if (!role.isWellFormed() || !content.isWellFormed()) return null;
  return first === "role" ? { role, content } : { content, role };
}
