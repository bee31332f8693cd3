import {
  contentNotText,
  isJsonArray,
  isJsonObject,
  TemplateError,
  unsupportedPart,
  valueAt,
  type Json,
} from "@turnwise/core";
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
  throw contentNotText(family, value, { message, field });
}

/** The content of a message, an empty text if it is absent. */
export function contentOrNothing(printing: Printing, message: number): string {
  return optionalText(printing, message, "content") ?? "";
}

/** @throws {TemplateError} if the content is absent: these templates add it to a text, which raises in Python */
export function requiredContent(printing: Printing, message: number): string {
  const content = optionalText(printing, message, "content");
  if (content !== undefined) return content;
  throw new TemplateError(
    `${printing.family}: message ${message} (${printing.messages[message]?.role}) has no content, and this template needs one. Give it a text; "" is one.`,
    { message, field: "content" },
  );
}

function refuseOtherParts(family: string, parts: readonly Json[], message: number, field: string): void {
  for (const [index, part] of parts.entries()) {
    if (typeof part === "string" || (isJsonObject(part) && typeof valueAt(part, "text") === "string")) continue;
    throw unsupportedPart(family, part, { message, field: `${field}[${index}]` });
  }
}
