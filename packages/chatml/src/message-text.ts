import { isJsonArray, isJsonObject, RowError, TemplateError, valueAt, type Json } from "@turnwise/core";
import type { Printing } from "./printing.ts";

type TextField = "content" | "reasoning_content";

/**
 * The text of a message's field, undefined if the field is absent or null: `transformers` drops such keys before rendering.
 *
 * @throws {RowError} `unsupported-part` for images and the like, `content-not-text` for anything else that is no text: these
 * templates raise there, print nothing, or print Python's notation
 */
export function optionalText({ family, messages }: Printing, message: number, field: TextField): string | undefined {
  const value: Json | undefined = messages[message]?.[field];
  if (typeof value === "string") return value;
  if (value === undefined || value === null) return undefined;
  if (isJsonArray(value)) refuseOtherParts(family, value, message, field);
  throw new RowError(
    "content-not-text",
    `${family}: ${field} of message ${message} is ${kindOf(value)}; this template reads text alone. Join it to one text.`,
    { message, field },
  );
}

/** @throws {TemplateError} if the field is absent: these templates add it to a text, which raises in Python */
export function requiredText(printing: Printing, message: number, field: TextField = "content"): string {
  const text = optionalText(printing, message, field);
  if (text !== undefined) return text;
  throw new TemplateError(
    `${printing.family}: message ${message} (${printing.messages[message]?.role}) has no ${field}, and this template needs one. Give it a text; "" is one.`,
    { message, field },
  );
}

function refuseOtherParts(family: string, parts: readonly Json[], message: number, field: string): void {
  parts.forEach((part, index) => {
    if (typeof part === "string" || (isJsonObject(part) && typeof valueAt(part, "text") === "string")) return;
    const type = isJsonObject(part) ? valueAt(part, "type") : undefined;
    throw new RowError(
      "unsupported-part",
      `${family}: part ${index} of message ${message} is ${typeof type === "string" ? `of type ${JSON.stringify(type)}` : "no text"}; this family prints text alone. Drop the part or the row.`,
      { message, field: `${field}[${index}]` },
    );
  });
}

function kindOf(value: Json): string {
  if (isJsonArray(value)) return "a list";
  return isJsonObject(value)
    ? "an object"
    : `the ${typeof value === "boolean" ? "boolean" : "number"} ${String(value)}`;
}
