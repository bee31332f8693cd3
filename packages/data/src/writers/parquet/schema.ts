import type { ColumnDefinition } from "@turnwise/core";
import { isList, physicalType } from "./column-type.ts";
import { ThriftStruct } from "./thrift-struct.ts";

const OPTIONAL = 1;
const REPEATED = 2;
const LIST_CONVERTED = 3;

/**
 * The schema that pyarrow itself writes for these columns.
 *
 * ```
 * schema ─ input_ids (optional, LIST) ─ list (repeated) ─ element (optional, INT32)
 *        ─ line (optional, INT32)
 * ```
 */
export function schemaElements(columns: readonly ColumnDefinition[]): readonly ThriftStruct[] {
  return [new ThriftStruct().text(4, "schema").int32(5, columns.length), ...columns.flatMap(elementsOf)];
}

/** The path of a column's values in that schema. */
export function pathOf({ name, type }: ColumnDefinition): readonly string[] {
  return isList(type) ? [name, "list", "element"] : [name];
}

function elementsOf({ name, type }: ColumnDefinition): readonly ThriftStruct[] {
  if (!isList(type)) return [leaf(name, type)];
  const asList = new ThriftStruct().struct(3, new ThriftStruct());
  return [
    new ThriftStruct().int32(3, OPTIONAL).text(4, name).int32(5, 1).int32(6, LIST_CONVERTED).struct(10, asList),
    new ThriftStruct().int32(3, REPEATED).text(4, "list").int32(5, 1),
    leaf("element", type),
  ];
}

function leaf(name: string, columnType: ColumnDefinition["type"]): ThriftStruct {
  const { type, converted, logical } = physicalType(columnType);
  const element = new ThriftStruct().int32(1, type).int32(3, OPTIONAL).text(4, name);
  if (converted !== null) element.int32(6, converted);
  if (logical !== null) element.struct(10, logical());
  return element;
}
