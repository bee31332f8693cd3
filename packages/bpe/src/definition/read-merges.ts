import { brokenModel } from "./shape.ts";

/** Two tokens that become one. */
export type Merge = readonly [left: string, right: string];

/**
 * The `merges` of a byte-pair model, in the order of their rank, each pair once: of a pair that is listed twice the last counts, as in
 * Rust `tokenizers`. Both spellings are read: `"a b"`, where a line that begins with `#version` is none, and `["a", "b"]`.
 *
 * @throws {TurnwiseError} `broken-model` for another spelling, and for tokens that the vocabulary lacks
 */
export function readMerges(
  merges: readonly unknown[],
  vocabulary: ReadonlyMap<string, number>,
  where: string,
): readonly Merge[] {
  const spelling = typeof merges[0] === "string" ? readLine : readPair;
  const read: Merge[] = [];
  for (const [index, entry] of merges.entries()) {
    if (spelling === readLine && typeof entry === "string" && entry.startsWith("#version")) continue;
    const merge = spelling(entry);
    const place = `${where}, model.merges[${index}]`;
    if (merge === null) throw brokenModel(place, `is ${JSON.stringify(entry)}, not a pair like the first`);
    for (const token of [merge[0], merge[1], merge[0] + merge[1]]) {
      if (!vocabulary.has(token)) throw brokenModel(place, `needs ${JSON.stringify(token)}, which model.vocab lacks`);
    }
    read.push(merge);
  }
  return withoutRepeats(read);
}

function readLine(entry: unknown): Merge | null {
  if (typeof entry !== "string") return null;
  const space = entry.indexOf(" ");
  if (space < 0 || entry.includes(" ", space + 1)) return null;
  return [entry.slice(0, space), entry.slice(space + 1)];
}

function readPair(entry: unknown): Merge | null {
  if (!Array.isArray(entry) || entry.length !== 2) return null;
  const left: unknown = entry[0];
  const right: unknown = entry[1];
  return typeof left === "string" && typeof right === "string" ? [left, right] : null;
}

function withoutRepeats(merges: readonly Merge[]): readonly Merge[] {
  const keyOf = ([left, right]: Merge): string => `${left.length} ${left}${right}`;
  const last = new Map<string, number>();
  for (const [rank, merge] of merges.entries()) last.set(keyOf(merge), rank);
  return last.size === merges.length ? merges : merges.filter((merge, rank) => last.get(keyOf(merge)) === rank);
}
