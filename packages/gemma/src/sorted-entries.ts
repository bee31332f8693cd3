import { entriesOf, type Json, type JsonObject } from "@turnwise/core";

/** The entries in the order of Jinja's `|dictsort`: by key, upper and lower case alike, by code point; equal keys as they stand. */
export function sortedEntries(object: JsonObject): readonly (readonly [string, Json])[] {
  const entries = [...entriesOf(object)];
  if (entries.length < 2) return entries;
  const keyed = entries.map((entry) => ({ entry, key: entry[0].toLowerCase() }));
  return keyed.toSorted((a, b) => compareCodePoints(a.key, b.key)).map(({ entry }) => entry);
}

const SURROGATE = /[\uD800-\uDFFF]/;

/** JavaScript compares code units, which differs from Python only where surrogates meet the characters above them. */
function compareCodePoints(a: string, b: string): number {
  if (a === b) return 0;
  if (!SURROGATE.test(a) && !SURROGATE.test(b)) return a < b ? -1 : 1;
  let index = 0;
  while (a.codePointAt(index) === b.codePointAt(index)) index++;
  return (a.codePointAt(index) ?? -1) - (b.codePointAt(index) ?? -1);
}
