import { type Buffer, isUtf8 } from "node:buffer";
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

/** How much of a row above the limit is kept, in characters. */
const KEPT_CHARACTERS = 1000;

/** What came of one line: a row, broken, or blank. */
export function toRecord(raw: RawLine, maximumBytes: number): SourceRecord {
  if (raw.size > maximumBytes) return tooLarge(raw, maximumBytes);
  if (!isUtf8(raw.bytes)) return invalidUtf8(raw);
  const line = raw.number;
  const text = raw.bytes.toString("utf8");
  if (text.trim() === "") return { kind: "blank", line, text };
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    const fault = findJsonFault(text);
    if (fault === undefined) return broken(raw, "nested-too-deep", text, whyNotParsed(error));
    return broken(raw, "broken-json", text, explainJsonFault(text, fault));
  }
  if (!isJsonObject(value)) return broken(raw, "not-an-object", text, whyNotAnObject(value));
  return { kind: "row", line, text, value };
}

function broken(raw: RawLine, code: string, text: string, message: string): BrokenRecord {
  return { kind: "broken", line: raw.number, text, code, message, encoding: "utf-8" };
}

/** Of JSON that cannot be parsed all the same. */
function whyNotParsed(error: unknown): string {
  const reason = error instanceof RowError || error instanceof RangeError ? "" : ` (${String(error)})`;
  return `the row is nested too deep to be read${reason}. Leave it out.`;
}

function whyNotAnObject(value: Json): string {
  const rule = 'a row is a JSON object such as {"messages": […]}';
  if (isJsonArray(value)) {
    const first = value[0];
    if (isJsonObject(first) && valueAt(first, "role") !== undefined) {
      return `${rule}; this line is a list of ${value.length} messages. Wrap them: jq -c '{messages: .}'`;
    }
    return `${rule}; this line is a list of ${value.length} items. If each is a row, convert with jq -c '.[]'`;
  }
  if (typeof value === "string") {
    const twice = value.startsWith("{") && findJsonFault(value) === undefined;
    const found = `${rule}; this line is a string`;
    return twice ? `${found} that holds JSON: it was encoded twice. Convert with jq -c 'fromjson'` : `${found}.`;
  }
  return `${rule}; this line is ${value === null ? "null" : `the ${typeof value === "boolean" ? "boolean" : "number"} ${String(value)}`}.`;
}

function invalidUtf8({ number, offset, bytes }: RawLine): BrokenRecord {
  const fault = findUtf8Fault(bytes) ?? { position: 0, reason: "invalid" };
  const byte = (bytes[fault.position] ?? 0).toString(16).toUpperCase().padStart(2, "0");
  const place = `byte ${fault.position} of the line (byte ${offset + fault.position} of the file, both from 0)`;
  const message =
    `not UTF-8: ${place} is 0x${byte}, ${fault.reason}. ` +
    "Convert the file, for example with iconv -f WINDOWS-1252 -t UTF-8, if that is what it is.";
  return {
    kind: "broken",
    line: number,
    text: bytes.toString("base64"),
    code: "invalid-utf8",
    message,
    encoding: "base64",
  };
}

function tooLarge({ number, size, bytes }: RawLine, maximumBytes: number): BrokenRecord {
  const kept = firstCharacters(bytes);
  const message =
    `the row has ${size} bytes, more than the limit of ${maximumBytes}; only its first ${KEPT_CHARACTERS} characters are kept here. ` +
    "Split the row, or raise the limit with --max-row-bytes.";
  const text = kept ?? bytes.subarray(0, KEPT_CHARACTERS).toString("base64");
  const encoding = kept === null ? "base64" : "utf-8";
  return { kind: "broken", line: number, text, code: "row-too-large", message, encoding };
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
