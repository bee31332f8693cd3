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
}

/** Examples in the order in which the files hold them. */
export interface Arrangement {
  readonly examples: Int32Array;
  /** Of each row where its examples end among them. */
  readonly rowEnds: Int32Array;
  /** Of each shard where its rows end among them. */
  readonly shardEnds: Int32Array;
  /** Tokens of all rows, as the files hold them. */
  readonly tokens: number;
}

/**
 * Brings examples into rows and rows into shards. It depends on lengths and settings alone, so that every number of workers gives
 * the same files.
 *
 * @param lengths tokens of each example as the file will hold it, before `maxLength`
 * @param chosen the examples to arrange, in the order of the input
 */
export function arrangeExamples(lengths: Int32Array, chosen: Int32Array, settings: ArrangementSettings): Arrangement {
  const { maxLength, overLength, pack, shuffleSeed, shardTokens } = settings;
  const limit = maxLength ?? Number.POSITIVE_INFINITY;
  const order = overLength === "reject" ? chosen.filter((example) => (lengths[example] ?? 0) <= limit) : chosen.slice();
  if (shuffleSeed !== null) shuffle(order, shuffleSeed);
  const kept = order.map((example) => Math.min(lengths[example] ?? 0, limit));
  const { examples, ends } =
    pack === null
      ? { examples: order, ends: order.map((_, row) => row + 1) }
      : inOrder(order, collectPacks(pack.strategy.assign(kept, pack.capacity)));
  const shards: number[] = [];
  let tokens = 0;
  let shardStart = 0;
  let example = 0;
  for (const [row, end] of ends.entries()) {
    for (; example < end; example++) tokens += Math.min(lengths[examples[example] ?? 0] ?? 0, limit);
    if (tokens - shardStart < shardTokens && row + 1 < ends.length) continue;
    shards.push(row + 1);
    shardStart = tokens;
  }
  return { examples, rowEnds: ends, shardEnds: Int32Array.from(shards), tokens };
}

function inOrder(
  order: Int32Array,
  packs: { readonly examples: Int32Array; readonly ends: Int32Array },
): { readonly examples: Int32Array; readonly ends: Int32Array } {
  return { examples: packs.examples.map((at) => order[at] ?? 0), ends: packs.ends };
}
