import type { Buffer } from "node:buffer";
import { TurnwiseError } from "@turnwise/core";
import { findJsonFault } from "./json-fault.ts";

/** First bytes in hexadecimal, what the file then is, and what to do. */
const FORMATS: readonly (readonly [bytes: string, format: string, cure: (path: string) => string])[] = [
  ["1f8b", "gzip", (path) => `Unpack it first: gunzip -k ${shellQuoted(path)}`],
  ["28b52ffd", "zstd", (path) => `Unpack it first: zstd -d ${shellQuoted(path)}`],
  ["fd377a585a00", "xz", (path) => `Unpack it first: xz -dk ${shellQuoted(path)}`],
  ["425a68", "bzip2", (path) => `Unpack it first: bunzip2 -k ${shellQuoted(path)}`],
  ["504b0304", "zip", (path) => `Unpack it first: unzip ${shellQuoted(path)}`],
  ["50415231", "Parquet", () => convert("parquet")],
  ["4152524f5731", "Arrow", () => convert("arrow")],
  ["0000feff", "UTF-32", (path) => recode("UTF-32", path)],
  ["fffe0000", "UTF-32", (path) => recode("UTF-32", path)],
  ["fffe", "UTF-16", (path) => recode("UTF-16", path)],
  ["feff", "UTF-16", (path) => recode("UTF-16", path)],
  ["7b00", "UTF-16 without a byte order mark", (path) => recode("UTF-16LE", path)],
  ["007b", "UTF-16 without a byte order mark", (path) => recode("UTF-16BE", path)],
];

function convert(format: string): string {
  return `Convert it first: python -c "import datasets; datasets.load_dataset('${format}', data_files='FILE', split='train').to_json('rows.jsonl')"`;
}

function recode(encoding: string, path: string): string {
  return `Convert it first: iconv -f ${encoding} -t UTF-8 ${shellQuoted(path)} > rows.jsonl`;
}

/**
 * Refuses a file that is something else than JSON Lines as a whole, rather than each of its lines.
 *
 * @param head the file's first bytes, without a UTF-8 byte order mark
 * @param isWhole whether the file has no more
 * @throws {TurnwiseError} `input-not-json-lines`
 */
export function checkIsJsonLines(head: Buffer, isWhole: boolean, path: string): void {
  const format = FORMATS.find(([bytes]) => head.toString("hex", 0, bytes.length / 2) === bytes);
  if (format !== undefined)
    fail(`${path} is ${format[1]}, and the reader jsonl reads JSON Lines in UTF-8. ${format[2](path)}`);
  const lines = head.toString("utf8").split("\n");
  if (!isWhole) lines.pop();
  const [first, second, ...rest] = lines.filter((line) => line.trim() !== "");
  if (first === undefined || second === undefined) return;
  if (isOpeningOfDocument(first, second)) {
    const cure = /^\s*\[/.test(first) ? "jq -c '.[]'" : "jq -c .";
    fail(
      `${path} is one JSON document over several lines, not JSON Lines (one row a line). Convert it: ${cure} ${shellQuoted(path)} > rows.jsonl`,
    );
  }
  const lineCount = rest.length + 2;
  if (lineCount >= 3 && !/^\s*[[{"]/.test(first) && ![first, second, ...rest].some(isObjectOrList)) {
    const shown = JSON.stringify(first.trim().slice(0, 80));
    fail(
      `${path} is not JSON Lines: none of its first ${lineCount} lines is a JSON object; the first is ${shown}. ` +
        'Give a file with one JSON object a line, such as {"messages": […]}.',
    );
  }
}

function fail(message: string): never {
  throw new TurnwiseError("input-not-json-lines", message);
}

/** The first line opens what the second goes on with: `{` and `  "data": [`; a row that was cut has a row behind it. */
function isOpeningOfDocument(first: string, second: string): boolean {
  if (!/^\s*[[{]/.test(first) || findJsonFault(first)?.kind !== "ends-early") return false;
  return /^[\s[{]*$/.test(first) || !/^\s*\{/.test(second) || findJsonFault(second) !== undefined;
}

function isObjectOrList(line: string): boolean {
  return /^\s*[[{]/.test(line) && findJsonFault(line) === undefined;
}

/** For a POSIX shell. */
function shellQuoted(path: string): string {
  return /^[\w@%+=:,./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
