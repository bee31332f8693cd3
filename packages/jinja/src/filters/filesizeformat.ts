import { Float } from "../values/numbers.ts";
import { compare, truth } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { defineFilter } from "./define-filter.ts";
import { scaledToInteger } from "./exact-rounding.ts";
import { truncated } from "./numeric.ts";
import { toFloat } from "./to-float.ts";

/** `bytes|filesizeformat`: `13.0 kB`, or with `true` in powers of two, `12.7 KiB`. */
export const filesizeformat: Filter = defineFilter(
  "do_filesizeformat",
  ["value", "binary?"],
  ([value, isBinary = false], state) => {
    const bytes = toFloat(value, state);
    const [base, suffix] = truth(isBinary, state) ? [1024, "iB"] : [1000, "B"];
    if (bytes === 1) return "1 Byte";
    if (bytes < base) return `${truncated(bytes)} Bytes`;
    const prefixes = suffix === "iB" ? "KMGTPEZY" : "kMGTPEZY";
    let power = 0;
    while (power < 7 && !compare("<", new Float(bytes), unitOf(base, power), state)) power++;
    return `${oneDecimal((base * bytes) / Number(unitOf(base, power)))} ${prefixes.charAt(power)}${suffix}`;
  },
);

function unitOf(base: number, power: number): bigint | number {
  const unit = BigInt(base) ** BigInt(power + 2);
  return unit <= Number.MAX_SAFE_INTEGER ? Number(unit) : unit;
}

/** `f"{number:.1f}"` */
function oneDecimal(number: number): string {
  if (!Number.isFinite(number)) return Number.isNaN(number) ? "nan" : "inf";
  const digits = String(scaledToInteger(number, 1)).padStart(2, "0");
  return `${digits.slice(0, -1)}.${digits.slice(-1)}`;
}
