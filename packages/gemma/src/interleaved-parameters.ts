import { isJsonObject, pythonTruth, type Json } from "@turnwise/core";
import { writeItems, type ParameterLayout } from "./function-declaration.ts";
import { deeper } from "./nesting.ts";
import { STANDARD_KEYS, writeDescription, writeProperties, writeRequired, writeType } from "./schema-parts.ts";
import { commaWriter, memberOf, upper, writeArgument, type ValueWriter } from "./value-writer.ts";

/** How Gemma 4's template of the 31B model writes parameters: `,properties:{`, whether or not anything stands before it. */
export const interleavedParameters: ParameterLayout = {
  notation: { quotedKeys: true, none: "None" },
  write: (writer, properties, depth) =>
    writeProperties(writer, properties, STANDARD_KEYS, (schema) => writeSchema(writer, schema, depth)),
};

function writeSchema(writer: ValueWriter, schema: Json, depth: number): void {
  const separate = commaWriter(writer);
  const description = memberOf(schema, "description");
  if (pythonTruth(description)) {
    separate();
    writeDescription(writer, description);
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
    const properties = memberOf(schema, "properties");
    writer.template(",properties:{");
    interleavedParameters.write(writer, isJsonObject(properties) ? properties : schema, deeper(depth));
    writer.template("}");
    const required = memberOf(schema, "required");
    if (pythonTruth(required)) {
      writer.template(",");
      writeRequired(writer, required);
    }
  } else if (kind === "ARRAY" && isJsonObject(items) && pythonTruth(items)) {
    writer.template(",items:{");
    writeItems(writer, items, interleavedParameters, depth);
    writer.template("}");
  }
  separate();
  writeType(writer, type);
}
