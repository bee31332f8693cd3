import { createHash } from "node:crypto";

/**
 * How often the row at a position is taken, by its source's weight: 0.3 takes it or not, 2.5 takes it twice or three times. It
 * depends on the seed, the source and the position alone, so that no other row, file or worker changes it.
 *
 * @example
 * const take = copiesTaken({ seed: 0, name: "chats.jsonl", weight: 0.3 });
 * take(1204); // 0 or 1
 */
export function copiesTaken({
  seed,
  name,
  weight,
}: {
  readonly seed: number;
  readonly name: string;
  readonly weight: number;
}): (position: number) => number {
  const whole = Math.floor(weight);
  const share = weight - whole;
  if (share === 0) return () => whole;
  const key = createHash("sha256").update(`${seed}\0${name}`, "utf8").digest();
  const [first, second] = [key.readUInt32LE(0), key.readUInt32LE(4)];
  return (position) => whole + (fraction(first, second, position) < share ? 1 : 0);
}

/** A number in [0, 1) that looks random: the finalizer of MurmurHash3 over both halves of the position. */
function fraction(first: number, second: number, position: number): number {
  const low = mixed(first ^ (position >>> 0));
  const high = mixed(second ^ low ^ Math.floor(position / 2 ** 32));
  return high / 2 ** 32;
}

function mixed(value: number): number {
  let hash = value;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
