import { isJsonObject, pythonText, pythonTruth, type Json, type JsonObject } from "@turnwise/core";
import { writeItems, writeType, type ParameterLayout } from "./function-declaration.ts";
import { deeper } from "./nesting.ts";
import { sortedEntries } from "./sorted-entries.ts";
import { memberOf, upper, writeArgument, writeNames, writeQuoted, type ValueWriter } from "./value-writer.ts";

/** Keys of a schema, which are left out only where an object's schema stands for its properties. */
const STANDARD_KEYS: ReadonlySet<string> = new Set(["description", "type", "properties", "required", "nullable"]);

/** How Gemma 4's template of the edge models writes parameters: a comma only between two things. */
export const edgeParameters: ParameterLayout = {
  notation: { quotedKeys: true, none: "null" },
  write: (writer, properties, depth) => writeProperties(writer, properties, { depth, withoutStandardKeys: false }),
};

function writeProperties(
  writer: ValueWriter,
  properties: JsonObject,
  { depth, withoutStandardKeys }: { readonly depth: number; readonly withoutStandardKeys: boolean },
): void {
  let first = true;
  for (const [key, value] of sortedEntries(properties)) {
    if (withoutStandardKeys && STANDARD_KEYS.has(key)) continue;
    if (!first) writer.template(",");
    first = false;
    writer.data(key);
    writer.template(":{");
    writeSchema(writer, value, depth);
    writer.template("}");
  }
}

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
  const type = memberOf(schema, "type");
  const kind = upper(type);
  const values = memberOf(schema, "enum");
  const items = memberOf(schema, "items");
  if (kind === "STRING" && pythonTruth(values)) {
    separate();
    writer.template("enum:");
    writeArgument(writer, values, edgeParameters.notation);
  } else if (kind === "ARRAY" && isJsonObject(items) && pythonTruth(items)) {
    separate();
    writer.template("items:{");
    writeItems(writer, items, edgeParameters, depth);
    writer.template("}");
  }
  if (pythonTruth(memberOf(schema, "nullable"))) {
    separate();
    writer.template("nullable:true");
  }
  if (kind === "OBJECT" && isJsonObject(schema)) {
    const properties = memberOf(schema, "properties");
    separate();
    writer.template("properties:{");
    const whole = !isJsonObject(properties);
    writeProperties(writer, whole ? schema : properties, { depth: deeper(depth), withoutStandardKeys: whole });
    writer.template("}");
    const required = memberOf(schema, "required");
    if (required !== undefined && pythonTruth(required)) {
      separate();
      writer.template("required:[");
      writeNames(writer, required);
      writer.template("]");
    }
  }
  separate();
  writeType(writer, type);
}
