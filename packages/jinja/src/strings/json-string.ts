import { inParts } from "./in-parts.ts";

const ESCAPED = new RegExp(String.raw`["\\\u0000-\u001f]`, "g");
const OUTSIDE_ASCII = /[\u007f-\uffff]/g;
const SHORT: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ["\\", "\\\\"],
  ["\b", "\\b"],
  ["\f", "\\f"],
  ["\n", "\\n"],
  ["\r", "\\r"],
  ["\t", "\\t"],
]);

/** A string as Python's `json` writes it: lone surrogates stay as they are, unless all but ASCII is escaped. */
export function jsonString(text: string, isAscii: boolean): string {
  const escaped = inParts(text, (part) => {
    const written = part.replace(ESCAPED, (character) => SHORT.get(character) ?? unitEscape(character));
    return isAscii ? written.replace(OUTSIDE_ASCII, unitEscape) : written;
  });
  return `"${escaped}"`;
}

function unitEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
