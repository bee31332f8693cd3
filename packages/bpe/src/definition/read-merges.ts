import { brokenModel } from "./shape.ts";

/** Two tokens that become one. */
export type Merge = readonly [left: string, right: string];

/**
 * The `merges` of a byte-pair model, in the order of their rank. Both spellings are read: `"a b"`, where a line that begins with `#version` is
 * none, and `["a", "b"]`.
 *
 * @throws {TurnwiseError} `broken-model` for another spelling
 */
export function readMerges(merges: readonly unknown[], where: string): readonly Merge[] {
  if (typeof merges[0] === "string") return readLines(merges, where);
  if (merges.every(isPair)) return merges;
  throw misspelt(merges, isPair, where);
}

function readLines(merges: readonly unknown[], where: string): readonly Merge[] {
  const read: Merge[] = [];
  for (const entry of merges) {
    if (!isLine(entry)) throw misspelt(merges, isLine, where);
    if (entry.startsWith("#version")) continue;
    const space = entry.indexOf(" ");
    read.push([entry.slice(0, space), entry.slice(space + 1)]);
  }
  return read;
}

function isLine(entry: unknown): entry is string {
  if (typeof entry !== "string") return false;
  if (entry.startsWith("#version")) return true;
  const space = entry.indexOf(" ");
  return space >= 0 && !entry.includes(" ", space + 1);
}

function isPair(entry: unknown): entry is Merge {
  return Array.isArray(entry) && entry.length === 2 && typeof entry[0] === "string" && typeof entry[1] === "string";
}

function misspelt(merges: readonly unknown[], fits: (entry: unknown) => boolean, where: string): Error {
  const index = merges.findIndex((entry) => !fits(entry));
  return brokenModel(
    `${where}, model.merges[${index}]`,
    `is ${JSON.stringify(merges[index])}, not a pair like the first`,
  );
}
