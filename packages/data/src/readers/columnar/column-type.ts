/**
 * What a columnar file says of a column, as far as it decides which JSON its values become. Values of `other` types become JSON by
 * what they are: dates ISO 8601, bytes base64.
 */
export type ColumnType =
  | { readonly kind: "text" | "json" | "float" | "other" }
  | { readonly kind: "list"; readonly item: ColumnType }
  | StructType;

export interface StructType {
  readonly kind: "struct";
  readonly fields: readonly StructField[];
  /** A plain object would put its keys in another order (`"2"` before `"1"`) or lose one (`__proto__`). */
  readonly needsMap: boolean;
}

export interface StructField {
  readonly name: string;
  readonly type: ColumnType;
}

export const OTHER: ColumnType = { kind: "other" };

export function structType(fields: readonly StructField[]): StructType {
  return { kind: "struct", fields, needsMap: fields.some(({ name }) => /^(?:\d+|__proto__)$/.test(name)) };
}
