import { isJsonObject, pythonText, pythonTruth, type Json, type JsonObject } from "@turnwise/core";
import { writeItems, writeType, type ParameterLayout } from "./function-declaration.ts";
import { deeper } from "./nesting.ts";
import { sortedEntries } from "./sorted-entries.ts";
import { memberOf, upper, writeArgument, writeNames, writeQuoted, type ValueWriter } from "./value-writer.ts";

/** Keys of a schema: the template takes them for that wherever it meets them, and leaves out parameters so named. */
const STANDARD_KEYS: ReadonlySet<string> = new Set(["description", "type", "properties", "required", "nullable"]);

/** How Gemma 4's template of the 31B model writes parameters: `,properties:{`, whether or not anything stands before it. */
export const interleavedParameters: ParameterLayout = {
  notation: { quotedKeys: true, none: "None" },
  write(writer, properties, depth) {
    let first = true;
    for (const [key, value] of sortedEntries(properties)) {
      if (STANDARD_KEYS.has(key)) continue;
      if (!first) writer.template(",");
      first = false;
      writer.data(key);
      writer.template(":{");
      writeSchema(writer, value, depth);
      writer.template("}");
    }
  },
};

function writeSchema(writer: ValueWriter, schema: Json, depth: number): void {
  let comma = false;
  const separate = (): void => {
    if (comma) writer.template(",");
    comma = true;
  };
  const description = memberOf(schema, "description");
  if (pythonTruth(description)) {
    separate();
    writer.template("description:");
    writeQuoted(writer, pythonText(description));
  }
  if (pythonTruth(memberOf(schema, "nullable"))) {
    separate();
    writer.template("nullable:true");
  }
  const type = memberOf(schema, "type");
  const kind = upper(type);
  const values = memberOf(schema, "enum");
  const items = memberOf(schema, "items");
  if (kind === "STRING" && pythonTruth(values)) {
    separate();
    writer.template("enum:");
    writeArgument(writer, values, interleavedParameters.notation);
  } else if (kind === "OBJECT" && isJsonObject(schema)) {
    writeObject(writer, schema, depth);
  } else if (kind === "ARRAY" && isJsonObject(items) && pythonTruth(items)) {
    writer.template(",items:{");
    writeItems(writer, items, interleavedParameters, depth);
    writer.template("}");
  }
  separate();
  writeType(writer, type);
}

function writeObject(writer: ValueWriter, schema: JsonObject, depth: number): void {
  const properties = memberOf(schema, "properties");
  writer.template(",properties:{");
  interleavedParameters.write(writer, isJsonObject(properties) ? properties : schema, deeper(depth));
  writer.template("}");
  const required = memberOf(schema, "required");
  if (required === undefined || !pythonTruth(required)) return;
  writer.template(",required:[");
  writeNames(writer, required);
  writer.template("]");
}
