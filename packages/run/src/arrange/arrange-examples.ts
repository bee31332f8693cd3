import { collectPacks, type PackingStrategy } from "@turnwise/core";
import { shuffle } from "./seeded-random.ts";

/** How examples become rows. */
export interface ArrangementSettings {
  /** Most tokens of an example as the file will hold it; null: no limit. */
  readonly maxLength: number | null;
  readonly overLength: "reject" | "keep-start";
  /** Null: every example is a row of its own. */
  readonly pack: { readonly capacity: number; readonly strategy: PackingStrategy } | null;
  /** Seed of a random order; null keeps the order of the input. */
  readonly shuffleSeed: number | null;
  /** Tokens after which a shard ends. */
  readonly shardTokens: number;
  /** Tokens after which a piece of a shard ends, which one worker encodes; null: a shard is one piece. */
  readonly pieceTokens: number | null;
}

/** Examples in the order in which the files hold them. */
export interface Arrangement {
  readonly examples: Int32Array;
  /** Of each row where its examples end among them. */
  readonly rowEnds: Int32Array;
  /** Of each shard where its rows end among them. */
  readonly shardEnds: Int32Array;
  /** The same of each piece; with a shard ends a piece. */
  readonly pieceEnds: Int32Array;
  /** Tokens of all rows, as the files hold them. */
  readonly tokens: number;
}

/**
 * Brings examples into rows and rows into shards. It depends on lengths and settings alone, so that every number of workers gives
 * the same files.
 *
 * @param lengthOf tokens of an example as the file will hold it, before `maxLength`
 * @param chosen the examples to arrange, in the order of the input; brought into another order
 */
export function arrangeExamples(
  lengthOf: (example: number) => number,
  chosen: Int32Array,
  settings: ArrangementSettings,
): Arrangement {
  const { maxLength, overLength, pack, shuffleSeed, shardTokens, pieceTokens } = settings;
  const limit = maxLength ?? Number.POSITIVE_INFINITY;
  const order = overLength === "reject" ? keepOnly(chosen, (example) => lengthOf(example) <= limit) : chosen;
  if (shuffleSeed !== null) shuffle(order, shuffleSeed);
  const keptOf = (example: number): number => Math.min(lengthOf(example), limit);
  const { examples, ends } =
    pack === null
      ? { examples: order, ends: order.map((_, row) => row + 1) }
      : inOrder(order, collectPacks(pack.strategy.assign(order.map(keptOf), pack.capacity)));
  const shards: number[] = [];
  const pieces: number[] = [];
  let tokens = 0;
  let [shardStart, pieceStart] = [0, 0];
  let example = 0;
  for (const [row, end] of ends.entries()) {
    for (; example < end; example++) tokens += keptOf(examples[example] ?? 0);
    const endsShard = tokens - shardStart >= shardTokens || row + 1 === ends.length;
    if (!endsShard && (pieceTokens === null || tokens - pieceStart < pieceTokens)) continue;
    pieces.push(row + 1);
    pieceStart = tokens;
    if (!endsShard) continue;
    shards.push(row + 1);
    shardStart = tokens;
  }
  return {
    examples,
    rowEnds: ends,
    shardEnds: Int32Array.from(shards),
    pieceEnds: Int32Array.from(pieces),
    tokens,
  };
}

/** The examples that `isKept` says, in the memory of all. */
function keepOnly(examples: Int32Array, isKept: (example: number) => boolean): Int32Array {
  let kept = 0;
  for (const example of examples) if (isKept(example)) examples[kept++] = example;
  return examples.subarray(0, kept);
}

/** Packs of places in `order` as packs of the examples there. */
function inOrder(
  order: Int32Array,
  { examples, ends }: { readonly examples: Int32Array; readonly ends: Int32Array },
): { readonly examples: Int32Array; readonly ends: Int32Array } {
  for (const [at, place] of examples.entries()) examples[at] = order[place] ?? 0;
  return { examples, ends };
}
