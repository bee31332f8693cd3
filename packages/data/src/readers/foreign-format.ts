import { Buffer } from "node:buffer";
import { TurnwiseError, type InputHead } from "@turnwise/core";
import { beginsAsDocument, headLines, textOf } from "./json-beginnings.ts";
import { listKeys } from "./list-keys.ts";

/** First bytes in hexadecimal, what the file then is, and what to do. */
const FORMATS: readonly (readonly [bytes: string, format: string, cure: (name: string) => string])[] = [
  ["fd377a585a00", "xz", (name) => `Unpack it first: xz -dk ${shellQuoted(name)}`],
  ["425a68", "bzip2", (name) => `Unpack it first: bunzip2 -k ${shellQuoted(name)}`],
  ["504b0304", "zip", (name) => `Unpack it first: unzip ${shellQuoted(name)}`],
  ["46454131", "Feather of the first version", () => "Write it again with pyarrow.feather.write_feather, version=2."],
  ["894844460d0a1a0a", "HDF5", () => "Convert it to Parquet or JSON Lines."],
  ["53514c69746520666f726d6174", "an SQLite database", () => "Export the table as CSV or JSON Lines."],
  ["0000feff", "UTF-32", (name) => recode("UTF-32", name)],
  ["fffe0000", "UTF-32", (name) => recode("UTF-32", name)],
  ["fffe", "UTF-16", (name) => recode("UTF-16", name)],
  ["feff", "UTF-16", (name) => recode("UTF-16", name)],
  ["7b00", "UTF-16 without a byte order mark", (name) => recode("UTF-16LE", name)],
  ["007b", "UTF-16 without a byte order mark", (name) => recode("UTF-16BE", name)],
  ["5b00", "UTF-16 without a byte order mark", (name) => recode("UTF-16LE", name)],
  ["005b", "UTF-16 without a byte order mark", (name) => recode("UTF-16BE", name)],
];

function recode(encoding: string, name: string): string {
  return `Convert it first: iconv -f ${encoding} -t UTF-8 ${shellQuoted(name)} > rows.jsonl`;
}

/** Says what a file is that no reader knows, and what to do: a TurnwiseError `input-format-unknown`. */
export function unknownFormat(input: InputHead, known: readonly string[]): TurnwiseError {
  return new TurnwiseError("input-format-unknown", `${input.name} ${describe(input, known.join(", "))}`);
}

function describe(input: InputHead, known: string): string {
  const { name, head } = input;
  const hexadecimal = Buffer.from(head.subarray(0, 16)).toString("hex");
  const format = FORMATS.find(([bytes]) => hexadecimal.startsWith(bytes));
  if (format !== undefined) return `is ${format[1]}; what is read: ${known}. ${format[2](name)}`;
  if (beginsAsDocument(input)) {
    return `is one JSON object over several lines, neither JSON Lines (one row a line) nor a list of rows. ${unwrapped(input)}`;
  }
  if (Buffer.from(head.subarray(257, 262)).toString("latin1") === "ustar") {
    return `is a tar archive; what is read: ${known}. Unpack it first: tar -xf ${shellQuoted(name)}`;
  }
  if (/\.ya?ml$/i.test(name)) {
    return `is YAML; what is read: ${known}. Convert it first, if it is a list of rows: yq -o=json -I=0 '.[]' ${shellQuoted(name)} > rows.jsonl`;
  }
  if (head.includes(0)) return `is a binary file of an unknown format; what is read: ${known}.`;
  const lines = headLines(input);
  const shown = JSON.stringify((lines[0] ?? "").trim().slice(0, 80));
  const seen =
    lines.length === 1
      ? `its only line is no JSON object: ${shown}`
      : `none of its first ${lines.length} lines is a JSON object, and they have no columns in common as CSV has; the first is ${shown}`;
  return `has an unknown format: ${seen}. What is read: ${known}. Name the format with --input-format if it is one of them.`;
}

/** How rows are made of one JSON object: from the keys that hold lists, where its begin shows some. */
function unwrapped({ name, head }: InputHead): string {
  const [key, ...others] = listKeys(textOf(head));
  const file = shellQuoted(name);
  const itself = `if it is a row itself: jq -c . ${file} > rows.jsonl`;
  if (key === undefined) return `If the rows stand under a key: jq -c '.KEY[]' ${file} > rows.jsonl; ${itself}`;
  const path = /^[a-z_]\w*$/i.test(key) ? `.${key}[]` : `.[${JSON.stringify(key)}][]`;
  const more = others.length === 0 ? "" : ` (or ${others.slice(0, 5).join(", ")})`;
  return `If the rows stand under ${key}${more}: jq -c ${shellQuoted(path)} ${file} > rows.jsonl; ${itself}`;
}

/** For a POSIX shell. */
function shellQuoted(name: string): string {
  return /^[\w@%+=:,./-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}
