import type { Json } from "../contracts/json.ts";
import type { RowPlace } from "../contracts/rejection.ts";
import { RowError } from "../errors/row-error.ts";
import { isJsonArray, isJsonObject, valueAt } from "../json/json-object.ts";

/** The place of a value that a family cannot print: `{ message: 2, field: "content[1]" }`. */
export type FieldPlace = Required<RowPlace>;

/**
 * The error for a content part other than text (an image, audio, …): a template prints for it what stands for something that no
 * text holds, or nothing.
 */
export function unsupportedPart(family: string, part: Json, at: FieldPlace): RowError {
  const type = isJsonObject(part) ? valueAt(part, "type") : undefined;
  const found = typeof type === "string" ? `of type ${JSON.stringify(type)}` : "without a type";
  return new RowError(
    "unsupported-part",
    `${family}: message ${at.message} has a content part ${found} at ${at.field}; only text can be prepared. ` +
      "Leave the row out, or replace the part by text.",
    at,
  );
}

/** The error for a value where text belongs: a template prints it in Python's notation, prints nothing, or stumbles over it. */
export function contentNotText(family: string, found: Json | undefined, at: FieldPlace): RowError {
  return new RowError(
    "content-not-text",
    `${family}: message ${at.message} has ${kindOf(found)} at ${at.field}, where text belongs. Write it as one text.`,
    at,
  );
}

function kindOf(value: Json | undefined): string {
  if (value === undefined) return "nothing";
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return "a text";
  if (isJsonArray(value)) return "a list";
  return isJsonObject(value) ? "an object" : `the number ${String(value)}`;
}
