import {
  entriesOf,
  isJsonArray,
  isJsonObject,
  JsonNumber,
  pythonJson,
  RowError,
  type Json,
  type RowPlace,
} from "@turnwise/core";

/**
 * JSON as `@huggingface/jinja` takes it.
 *
 * @throws {RowError} `inexact-json` where a number's text or the order of keys would be printed otherwise than by Python
 */
export function toPlainJson(value: Json, checkText: (text: string) => void, at?: RowPlace): unknown {
  if (typeof value === "string") {
    checkText(value);
    return value;
  }
  if (typeof value === "number" || value instanceof JsonNumber) return toNumber(value, at);
  if (isJsonArray(value)) return value.map((item) => toPlainJson(item, checkText, at));
  if (isJsonObject(value)) {
    const keys: string[] = [];
    const entries: [string, unknown][] = [];
    for (const [key, item] of entriesOf(value)) {
      keys.push(key);
      entries.push([key, toPlainJson(item, checkText, at)]);
    }
    const result = Object.fromEntries(entries);
    if (Object.keys(result).some((key, index) => key !== keys[index])) throw inexact(`the keys ${keys.join(", ")}`, at);
    return result;
  }
  return value;
}

function toNumber(value: number | JsonNumber, at: RowPlace | undefined): number {
  const number = Number(value);
  const printed = pythonJson(value);
  if (String(number) !== printed) throw inexact(`the number ${printed}`, at);
  return number;
}

function inexact(what: string, at: RowPlace | undefined): RowError {
  return new RowError(
    "inexact-json",
    `the template would print ${what} otherwise than Python does, because @huggingface/jinja holds it as JavaScript does. Choose a family that renders natively (--family).`,
    at,
  );
}
