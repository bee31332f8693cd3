import type { DataType, Field, Schema } from "apache-arrow";
import { OTHER, structType, type ColumnType, type StructType } from "../columnar/column-type.ts";
import type { ArrowLibrary } from "./library.ts";

/** What the rows of an Arrow stream are. */
export function rowType({ fields }: Schema, library: ArrowLibrary): StructType {
  return fieldsType(fields, library);
}

function fieldsType(fields: readonly Field[], library: ArrowLibrary): StructType {
  return structType(
    fields.map(({ name, type, metadata }) => ({
      name,
      type: metadata.get("ARROW:extension:name") === "arrow.json" ? { kind: "json" } : columnType(type, library),
    })),
  );
}

function columnType(type: DataType, library: ArrowLibrary): ColumnType {
  const { DataType: is } = library;
  if (is.isDictionary(type)) return columnType(type.dictionary, library);
  if (is.isUtf8(type) || is.isLargeUtf8(type) || is.isUtf8View(type)) return { kind: "text" };
  if (is.isFloat(type) || is.isDecimal(type)) return { kind: "float" };
  if (is.isList(type) || is.isLargeList(type) || is.isFixedSizeList(type)) {
    const [item] = type.children;
    return { kind: "list", item: item === undefined ? OTHER : columnType(item.type, library) };
  }
  if (is.isStruct(type)) return fieldsType(type.children, library);
  return OTHER;
}
