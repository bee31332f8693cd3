import type { InputHead } from "@turnwise/core";
import { textOf } from "../json-beginnings.ts";

const DELIMITERS = ["\t", ",", ";"] as const;
const MOST_RECORDS = 50;

/**
 * What separates the fields of a file: the character that cuts its first records into equally many fields, more than one. A file of
 * one column is recognised by its name beside its content (`.csv`, one word as its first line).
 *
 * @returns undefined if it is no such file
 */
export function csvDelimiter(input: InputHead): string | undefined {
  const text = textOf(input.head);
  if (text.includes("\0") || text.trim() === "" || /^\s*[[{]/.test(text)) return undefined;
  const fitting = DELIMITERS.map((delimiter) => ({ delimiter, fields: commonFields(text, delimiter, input.isWhole) }))
    .filter(({ fields }) => fields > 1)
    .toSorted((left, right) => right.fields - left.fields);
  const [best] = fitting;
  if (best !== undefined) return best.delimiter;
  const extension = /\.(csv|tsv)(?:\.(?:gz|zst))?$/i.exec(input.name)?.[1]?.toLowerCase();
  if (extension === undefined || !/^"?[\w .-]+"?\r?(?:\n|$)/.test(text)) return undefined;
  return extension === "tsv" ? "\t" : ",";
}

/** How many fields each of the first records has; 0 if they differ, or there is but one record. */
function commonFields(text: string, delimiter: string, isWhole: boolean): number {
  const counts: number[] = [];
  let fields = 1;
  let inQuotes = false;
  let isEmpty = true;
  for (let at = 0; at < text.length && counts.length < MOST_RECORDS; at++) {
    const character = text[at];
    if (inQuotes) {
      if (character === '"' && text[at + 1] === '"') at += 1;
      else if (character === '"') inQuotes = false;
    } else if (character === '"') {
      inQuotes = true;
      isEmpty = false;
    } else if (character === "\n") {
      if (!isEmpty) counts.push(fields);
      fields = 1;
      isEmpty = true;
    } else if (character === delimiter) {
      fields += 1;
      isEmpty = false;
    } else if (character !== "\r") {
      isEmpty = false;
    }
  }
  if (isWhole && !isEmpty && !inQuotes && counts.length < MOST_RECORDS) counts.push(fields);
  const [first = 0, ...others] = counts;
  return others.length > 0 && others.filter((count) => count === first).length > others.length / 2 ? first : 0;
}
