import { pythonText, type Json, type JsonObject } from "@turnwise/core";
import { sortedEntries } from "./sorted-entries.ts";
import { commaWriter, upper, writeNames, writeQuoted, type ValueWriter } from "./value-writer.ts";

/** Keys of a schema. Where the templates leave them out of parameters, they take them for that wherever they meet them. */
export const STANDARD_KEYS: ReadonlySet<string> = new Set([
  "description",
  "type",
  "properties",
  "required",
  "nullable",
]);

/** `key:{…},key:{…}`, sorted by key. */
export function writeProperties(
  writer: ValueWriter,
  properties: JsonObject,
  withoutKeys: ReadonlySet<string>,
  writeSchema: (schema: Json) => void,
): void {
  const separate = commaWriter(writer);
  for (const [key, value] of sortedEntries(properties)) {
    if (withoutKeys.has(key)) continue;
    separate();
    writer.data(key);
    writer.template(":{");
    writeSchema(value);
    writer.template("}");
  }
}

/** `description:<|"|>text<|"|>` */
export function writeDescription(writer: ValueWriter, description: Json | undefined): void {
  writer.template("description:");
  writeQuoted(writer, pythonText(description));
}

/** `required:[<|"|>name<|"|>,…]` */
export function writeRequired(writer: ValueWriter, required: Json | undefined): void {
  writer.template("required:[");
  writeNames(writer, required ?? []);
  writer.template("]");
}

/** `type:<|"|>STRING<|"|>` */
export function writeType(writer: ValueWriter, type: Json | undefined): void {
  writer.template("type:");
  writeQuoted(writer, upper(type));
}
