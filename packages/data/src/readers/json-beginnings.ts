import { Buffer } from "node:buffer";
import type { InputHead } from "@turnwise/core";
import { findJsonFault } from "./json-fault.ts";

/** The lines of a file's head that are not blank, without the last, which may be cut. */
export function headLines({ head, isWhole }: InputHead): readonly string[] {
  const lines = textOf(head).split("\n");
  if (!isWhole && lines.length > 1) lines.pop();
  return lines.filter((line) => line.trim() !== "");
}

/** Its text, without a byte order mark. */
export function textOf(head: Uint8Array): string {
  return Buffer.from(head.buffer, head.byteOffset, head.byteLength)
    .toString("utf8")
    .replace(/^\uFEFF/, "");
}

/** Whether a file can be read line by line: it is empty, begins with a brace or bracket, or some line is an object or a list. */
export function holdsRows(input: InputHead): boolean {
  if (isWide(input)) return false;
  const lines = headLines(input);
  return lines.length === 0 || /^\s*[[{]/.test(lines[0] ?? "") || lines.some(isObjectOrList);
}

/** Whether the file is one list: its first line opens it, or is all of it. Lines that are a list each are not. */
export function beginsAsList(input: InputHead): boolean {
  const [first = "", second] = headLines(input);
  if (!/^\s*\[/.test(first) || isWide(input)) return false;
  return findJsonFault(first) !== undefined || second === undefined;
}

/** Whether the first line opens an object that the second goes on with: `{` and `  "data": [`; a row that was cut has a row behind it. */
export function beginsAsDocument(input: InputHead): boolean {
  const [first = "", second] = headLines(input);
  if (second === undefined || !/^\s*\{/.test(first) || findJsonFault(first)?.kind !== "ends-early") return false;
  return /^[\s[{]*$/.test(first) || !/^\s*\{/.test(second) || findJsonFault(second) !== undefined;
}

/** UTF-16 or UTF-32. */
function isWide({ head }: InputHead): boolean {
  return head.subarray(0, 4).includes(0);
}

function isObjectOrList(line: string): boolean {
  return /^\s*[[{]/.test(line) && findJsonFault(line) === undefined;
}
