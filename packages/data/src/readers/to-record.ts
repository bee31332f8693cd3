import type { Buffer } from "node:buffer";
import {
  isJsonArray,
  isJsonObject,
  parseJson,
  RowError,
  valueAt,
  type BrokenRecord,
  type Json,
  type SourceRecord,
} from "@turnwise/core";
import { explainJsonFault } from "./explain-json-fault.ts";
import { findJsonFault } from "./json-fault.ts";
import type { RawLine } from "./line-splitter.ts";
import { findUtf8Fault } from "./utf8-fault.ts";
import { utf8Text } from "./utf8-text.ts";

/** How much of a row above the limit is kept, in characters. */
const KEPT_CHARACTERS = 1000;

/** The bytes of one record: a line, or an item of a list. */
export type RawRecord = Omit<RawLine, "unit"> & { readonly unit: "line" | "record" };

/** What came of one record: a row, broken, or blank. */
export function toRecord(raw: RawRecord, maximumBytes: number): SourceRecord {
  if (raw.size > maximumBytes) return tooLarge(raw, maximumBytes);
  const text = utf8Text(raw.bytes);
  if (text === undefined) return invalidUtf8(raw);
  const { line, position } = placeOf(raw);
  if (text.trim() === "") return { kind: "blank", line, position, text };
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    const fault = findJsonFault(text);
    if (fault === undefined) return broken(raw, "nested-too-deep", text, whyNotParsed(error));
    return broken(raw, "broken-json", text, explainJsonFault(text, fault, raw.unit));
  }
  if (!isJsonObject(value)) return broken(raw, "not-an-object", text, whyNotAnObject(value, raw.unit));
  return { kind: "row", line, position, text, value };
}

function placeOf({ number, offset, unit }: RawRecord): { readonly line: number; readonly position: number } {
  return { line: number, position: unit === "line" ? offset : number };
}

function broken(raw: RawRecord, code: string, text: string, message: string): BrokenRecord {
  return { kind: "broken", ...placeOf(raw), text, code, message, encoding: "utf-8" };
}

/** Of JSON that cannot be parsed all the same. */
function whyNotParsed(error: unknown): string {
  const reason = error instanceof RowError || error instanceof RangeError ? "" : ` (${String(error)})`;
  return `the row is nested too deep to be read${reason}. Leave it out.`;
}

function whyNotAnObject(value: Json, unit: RawRecord["unit"]): string {
  const rule = 'a row is a JSON object such as {"messages": […]}';
  if (isJsonArray(value)) {
    const first = value[0];
    if (isJsonObject(first) && valueAt(first, "role") !== undefined) {
      return `${rule}; this ${unit} is a list of ${value.length} messages. Wrap them: jq -c '{messages: .}'`;
    }
    return `${rule}; this ${unit} is a list of ${value.length} items. If each is a row, convert with jq -c '.[]'`;
  }
  if (typeof value === "string") {
    const twice = value.startsWith("{") && findJsonFault(value) === undefined;
    const found = `${rule}; this ${unit} is a string`;
    return twice ? `${found} that holds JSON: it was encoded twice. Convert with jq -c 'fromjson'` : `${found}.`;
  }
  return `${rule}; this ${unit} is ${value === null ? "null" : `the ${typeof value === "boolean" ? "boolean" : "number"} ${String(value)}`}.`;
}

function invalidUtf8(raw: RawRecord): BrokenRecord {
  const { offset, bytes, unit } = raw;
  const fault = findUtf8Fault(bytes) ?? { position: 0, reason: "invalid" };
  const byte = (bytes[fault.position] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  const place = `byte ${fault.position} of the ${unit} (byte ${offset + fault.position} of the file, both from 0)`;
  const message =
    `not UTF-8: ${place} is 0x${byte}, ${fault.reason}. ` +
    "Convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8, if that is what it is.";
  const text = bytes.toString("base64");
  return { kind: "broken", ...placeOf(raw), text, code: "invalid-utf8", message, encoding: "base64" };
}

function tooLarge(raw: RawRecord, maximumBytes: number): BrokenRecord {
  const { size, bytes } = raw;
  const kept = firstCharacters(bytes);
  const message =
    `the row has ${size} bytes, more than the limit of ${maximumBytes}; only its first ${KEPT_CHARACTERS} characters are kept here. ` +
    "Split the row, or raise the limit with --max-row-bytes.";
  const text = kept ?? bytes.subarray(0, KEPT_CHARACTERS).toString("base64");
  const encoding = kept === null ? "base64" : "utf-8";
  return { kind: "broken", ...placeOf(raw), text, code: "row-too-large", message, encoding };
}

/** Null if the bytes are not UTF-8; a character cut at the end is left out. */
function firstCharacters(bytes: Buffer): string | null {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes, { stream: true });
    const kept = text.slice(0, KEPT_CHARACTERS);
    return /[\ud800-\udbff]$/.test(kept) ? kept.slice(0, -1) : kept;
  } catch {
    return null;
  }
}
