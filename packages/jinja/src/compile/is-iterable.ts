import { Dict } from "../values/dict.ts";
import { List } from "../values/list.ts";
import { Text } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import { PythonObject, type Value } from "../values/value.ts";

/** Whether `iterate` takes it, for Python's errors that say it in other words. */
export function isIterable(value: Value): boolean {
  if (value instanceof PythonObject) return value.iterate !== undefined;
  const isText = typeof value === "string" || value instanceof Text;
  return isText || value instanceof List || value instanceof Dict || value instanceof Undefined;
}
