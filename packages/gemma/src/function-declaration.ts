import {
  isJsonArray,
  isJsonObject,
  pythonText,
  pythonTruth,
  TemplateError,
  type Json,
  type JsonObject,
} from "@turnwise/core";
import { deeper } from "./nesting.ts";
import { writeDescription, writeRequired, writeType } from "./schema-parts.ts";
import { sortedEntries } from "./sorted-entries.ts";
import {
  commaWriter,
  itemsOf,
  memberOf,
  upper,
  writeArgument,
  type ArgumentNotation,
  type ValueWriter,
} from "./value-writer.ts";

/** How the parameters of a function are written, in which the templates of Gemma 4 differ. */
export interface ParameterLayout {
  readonly notation: ArgumentNotation;
  /** The macro `format_parameters`. */
  write(writer: ValueWriter, properties: JsonObject, depth: number): void;
}

/** The macro `format_function_declaration`: `declaration:name{description:…,parameters:{…}}`. */
export function writeDeclaration(writer: ValueWriter, tool: Json, layout: ParameterLayout): void {
  const definition = memberOf(tool, "function");
  if (definition === undefined) {
    throw new TemplateError('A tool needs the form {"type": "function", "function": {"name": …, "parameters": …}}');
  }
  writer.template("declaration:");
  writer.data(pythonText(memberOf(definition, "name")));
  writer.template("{");
  writeDescription(writer, memberOf(definition, "description"));
  const parameters = memberOf(definition, "parameters");
  if (parameters !== undefined && pythonTruth(parameters)) writeParameters(writer, parameters, layout);
  if (holdsResponse(definition)) writeResponse(writer, memberOf(definition, "response"));
  writer.template("}");
}

function writeParameters(writer: ValueWriter, parameters: Json, layout: ParameterLayout): void {
  writer.template(",parameters:{");
  const properties = memberOf(parameters, "properties");
  if (pythonTruth(properties)) {
    if (!isJsonObject(properties))
      throw new TemplateError("The properties of a tool's parameters need to be an object");
    writer.template("properties:{");
    layout.write(writer, properties, 0);
    writer.template("},");
  }
  const required = memberOf(parameters, "required");
  if (pythonTruth(required)) {
    writeRequired(writer, required);
    writer.template(",");
  }
  const type = memberOf(parameters, "type");
  if (pythonTruth(type)) {
    writeType(writer, type);
    writer.template("}");
  }
}

function writeResponse(writer: ValueWriter, response: Json | undefined): void {
  if (response === undefined) throw new TemplateError("A tool's function needs to be an object");
  writer.template(",response:{");
  const description = memberOf(response, "description");
  if (pythonTruth(description)) {
    writeDescription(writer, description);
    writer.template(",");
  }
  const type = memberOf(response, "type");
  if (upper(type) === "OBJECT") {
    writeType(writer, type);
    writer.template("}");
  }
}

/** `'response' in function`, where the function may be anything. */
function holdsResponse(definition: Json): boolean {
  if (isJsonObject(definition)) return memberOf(definition, "response") !== undefined;
  if (typeof definition === "string") return definition.includes("response");
  if (isJsonArray(definition)) return definition.includes("response");
  throw new TemplateError("A tool's function needs to be an object");
}

/** What `items:{…}` of an array holds. */
export function writeItems(writer: ValueWriter, items: JsonObject, layout: ParameterLayout, depth: number): void {
  const separate = commaWriter(writer);
  for (const [key, value] of sortedEntries(items)) {
    if (value === null) continue;
    separate();
    if (key === "properties") {
      writer.template("properties:{");
      if (isJsonObject(value)) layout.write(writer, value, deeper(depth));
      writer.template("}");
    } else if (key === "required") {
      writeRequired(writer, value);
    } else if (key === "type") {
      writer.template("type:");
      writeArgument(writer, upperType(value), layout.notation);
    } else {
      writer.data(key);
      writer.template(":");
      writeArgument(writer, value, layout.notation);
    }
  }
}

function upperType(type: Json): Json {
  return typeof type === "string" ? type.toUpperCase() : itemsOf(type).map(upper);
}
