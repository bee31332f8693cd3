import { truncated } from "../values/arithmetic.ts";
import { formatFloat } from "../values/format/float-format.ts";
import { Float } from "../values/numbers.ts";
import { compare, truth } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { defineFilter } from "./define-filter.ts";
import { toFloat } from "./to-float.ts";

const ONE_DECIMAL = { type: "f", precision: 1, isAlternate: false } as const;

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
    return `${formatFloat((base * bytes) / Number(unitOf(base, power)), ONE_DECIMAL)} ${prefixes.charAt(power)}${suffix}`;
  },
);

function unitOf(base: number, power: number): bigint | number {
  const unit = BigInt(base) ** BigInt(power + 2);
  return unit <= Number.MAX_SAFE_INTEGER ? Number(unit) : unit;
}
