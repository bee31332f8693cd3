import type { SchemaTree } from "hyparquet";
import { isListLike, isMapLike } from "hyparquet/src/schema.js";
import { OTHER, structType, type ColumnType, type StructType } from "../columnar/column-type.ts";

/** What the rows of a Parquet file are. */
export function rowType({ children }: SchemaTree): StructType {
  return structType(children.map((child) => ({ name: child.element.name, type: columnType(child) })));
}

/** As hyparquet assembles the column. */
function columnType(tree: SchemaTree): ColumnType {
  const { element, children } = tree;
  const type = plainType(tree);
  const isList = children.length > 0 && isListLike(tree);
  return element.repetition_type === "REPEATED" && !isList ? { kind: "list", item: type } : type;
}

function plainType(tree: SchemaTree): ColumnType {
  const { element, children } = tree;
  if (element.logical_type?.type === "VARIANT") return OTHER;
  if (children.length > 0) {
    if (isListLike(tree)) {
      const repeated = children[0];
      const item = repeated?.children.length === 1 ? repeated.children[0] : repeated;
      return { kind: "list", item: item === undefined ? OTHER : plainType(item) };
    }
    if (isMapLike(tree)) return OTHER;
    return rowType(tree);
  }
  if (element.converted_type === "JSON" || element.logical_type?.type === "JSON") return { kind: "json" };
  const isText = element.converted_type === "UTF8" || element.converted_type === "ENUM";
  if (isText || element.logical_type?.type === "STRING" || element.logical_type?.type === "ENUM")
    return { kind: "text" };
  const isDecimal = element.converted_type === "DECIMAL";
  if (isDecimal || element.type === "DOUBLE" || element.type === "FLOAT") return { kind: "float" };
  return OTHER;
}
