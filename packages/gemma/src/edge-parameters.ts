import { isJsonObject, pythonTruth, type Json } from "@turnwise/core";
import { writeItems, type ParameterLayout } from "./function-declaration.ts";
import { deeper } from "./nesting.ts";
import { STANDARD_KEYS, writeDescription, writeProperties, writeRequired, writeType } from "./schema-parts.ts";
import { commaWriter, memberOf, upper, writeArgument, type ValueWriter } from "./value-writer.ts";

const NO_KEYS: ReadonlySet<string> = new Set();

/** How Gemma 4's template of the edge models writes parameters: a comma only between two things. */
export const edgeParameters: ParameterLayout = {
  notation: { quotedKeys: true, none: "null" },
  write: (writer, properties, depth) =>
    writeProperties(writer, properties, NO_KEYS, (schema) => writeSchema(writer, schema, depth)),
};

function writeSchema(writer: ValueWriter, schema: Json, depth: number): void {
  const separate = commaWriter(writer);
  const description = memberOf(schema, "description");
  if (pythonTruth(description)) {
    separate();
    writeDescription(writer, description);
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
    const inner = deeper(depth);
    separate();
    writer.template("properties:{");
    if (isJsonObject(properties)) edgeParameters.write(writer, properties, inner);
    else writeProperties(writer, schema, STANDARD_KEYS, (each) => writeSchema(writer, each, inner));
    writer.template("}");
    const required = memberOf(schema, "required");
    if (pythonTruth(required)) {
      separate();
      writeRequired(writer, required);
    }
  }
  separate();
  writeType(writer, type);
}
