import { entriesOf, isJsonArray, isJsonObject, RowError, type Json, type RowPlace } from "@turnwise/core";
import { quoted } from "./shown.ts";

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Python's `json` gives up near 1,000 levels, and printing is recursive. */
const DEEPEST = 500;

/**
 * No text of a value, keys included, may hold half of a surrogate pair: it has no UTF-8 form, and a tokenizer would see
 * U+FFFD instead.
 *
 * @param path where the value stands in the row: `messages[2].content`
 * @throws {RowError} `lone-surrogate`, `nested-too-deep`
 */
export function checkText(value: Json, path: string, at?: RowPlace): void {
  if (!isClean(value, 0)) refuse(value, path, at, 0);
}

/** Without a path, which nearly no row needs. */
function isClean(value: Json, depth: number): boolean {
  if (typeof value === "string") return value.isWellFormed();
  if (depth > DEEPEST) return false;
  if (isJsonArray(value)) return value.every((item) => isClean(item, depth + 1));
  if (!isJsonObject(value)) return true;
  for (const [key, item] of entriesOf(value)) {
    if (!key.isWellFormed() || !isClean(item, depth + 1)) return false;
  }
  return true;
}

/** Walks again, with the path, to what is not clean. */
function refuse(value: Json, path: string, at: RowPlace | undefined, depth: number): void {
  if (typeof value === "string") {
    checkString(value, path, at);
  } else if (depth > DEEPEST) {
    throw new RowError("nested-too-deep", `${path.slice(0, 80)}… is nested more than ${DEEPEST} levels deep.`, at);
  } else if (isJsonArray(value)) {
    for (const [index, item] of value.entries()) refuse(item, `${path}[${index}]`, inner(at, `[${index}]`), depth + 1);
  } else if (isJsonObject(value)) {
    for (const [key, item] of entriesOf(value)) {
      checkString(key, `a key of ${path}`, at);
      refuse(item, `${path}.${key}`, inner(at, `.${key}`), depth + 1);
    }
  }
}

function checkString(text: string, path: string, at: RowPlace | undefined): void {
  if (text.isWellFormed()) return;
  const position = text.search(LONE_SURROGATE);
  const unit = text.charCodeAt(position).toString(16).toUpperCase();
  throw new RowError(
    "lone-surrogate",
    `${path} holds the lone surrogate U+${unit} at position ${position}, after ${quoted(text.slice(Math.max(0, position - 20), position))}: ` +
      "half of a character, which UTF-8 cannot hold. Mend the text where it was cut, or leave the row out.",
    at,
  );
}

function inner(at: RowPlace | undefined, step: string): RowPlace | undefined {
  if (at === undefined) return undefined;
  return { message: at.message, field: at.field === undefined ? step.replace(/^\./, "") : at.field + step };
}
