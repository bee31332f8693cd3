import { TurnwiseError } from "@turnwise/core";

/** A split, or some of its rows: what `train[10%:20%]` says. */
export interface SplitSlice {
  /** Undefined: `train`, or the only one. */
  readonly split: string | undefined;
  /** Null: all of them. */
  readonly rows: RowSlice | null;
}

/** Rows of a split in their order; a negative number counts from its end. */
export interface RowSlice {
  /** As the user wrote it. */
  readonly text: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly unit: "rows" | "percent";
  /** How per cents become rows: `closest`, or whole hundredths of the rows with what is left over dropped. */
  readonly rounding: "closest" | "pct1_dropremainder";
}

/** Rows `[from, to)`, from 0. */
export interface RowRange {
  readonly from: number;
  readonly to: number;
}

const NUMBER = String.raw`-?\d+(?:_\d+)*`;
const SLICE = new RegExp(String.raw`^(.+?)\[(${NUMBER})?(%)?:(${NUMBER})?(%)?\](?:\((.*)\))?$`);
const EXAMPLES = "train[:1000], train[10%:20%], train[-500:], train+validation";

/**
 * Reads what `--split` says, as `datasets` does (`ReadInstruction`).
 *
 * @throws {TurnwiseError} `split-unclear`
 * @example
 * parseSplits("train[:10%]+validation"); // 10 % of train, then all of validation
 */
export function parseSplits(text: string | undefined): readonly SplitSlice[] {
  if (text === undefined) return [{ split: undefined, rows: null }];
  const slices = text.split("+").map((part) => parseSlice(text, part.trim()));
  const roundings = new Set(slices.flatMap(({ rows }) => (rows?.unit === "percent" ? [rows.rounding] : [])));
  if (roundings.size > 1) throw unclear(text, "all per cents must be rounded in the same way");
  return slices;
}

function parseSlice(text: string, part: string): SplitSlice {
  if (part === "") throw unclear(text, "a name is missing");
  if (!/[[\]]/.test(part)) return { split: part, rows: null };
  const [whole, split, from, fromPercent, to, toPercent, given] = SLICE.exec(part) ?? [];
  if (whole === undefined || (from === undefined && fromPercent) || (to === undefined && toPercent)) {
    throw unclear(text, `${part} is no part of a split`);
  }
  const isPercent = fromPercent !== undefined || toPercent !== undefined;
  if (given !== undefined && !isPercent) throw unclear(text, `${part}: only per cents are rounded`);
  const rounding = given ?? "closest";
  if (rounding !== "closest" && rounding !== "pct1_dropremainder") {
    throw unclear(text, `per cents are rounded (closest) or (pct1_dropremainder), not (${rounding})`);
  }
  const [first, last] = [from, to].map((digits) => (digits === undefined ? null : Number(digits.replaceAll("_", ""))));
  const rows: RowSlice = {
    text: part,
    from: first ?? null,
    to: last ?? null,
    unit: isPercent ? "percent" : "rows",
    rounding,
  };
  if (isPercent && [rows.from, rows.to].some((bound) => bound !== null && Math.abs(bound) > 100)) {
    throw unclear(text, `${part}: per cents go from -100 to 100`);
  }
  return { split, rows };
}

/** The rows of a slice where that depends on nothing else, else null: it takes their number to say. */
export function fixedRange({ from, to, unit }: RowSlice): RowRange | null {
  if (unit === "percent" || (from ?? 0) < 0 || (to ?? 0) < 0) return null;
  return { from: from ?? 0, to: to ?? Number.POSITIVE_INFINITY };
}

/**
 * The rows of a slice of so many, as `datasets` rounds.
 *
 * @throws {TurnwiseError} `split-unclear` for hundredths of less than 100 rows
 */
export function rangeOf({ text, from, to, unit, rounding }: RowSlice, count: number): RowRange {
  if (unit === "percent" && rounding === "pct1_dropremainder" && count < 100) {
    throw unclear(text, `of ${count} rows, pct1_dropremainder takes none. Leave it out`);
  }
  const rowAt = (bound: number): number => {
    const row = unit === "rows" ? bound : rounded(bound, count, rounding);
    return Math.min(Math.max(row < 0 ? count + row : row, 0), count);
  };
  return { from: from === null ? 0 : rowAt(from), to: to === null ? count : rowAt(to) };
}

function rounded(percent: number, count: number, rounding: RowSlice["rounding"]): number {
  return rounding === "closest" ? roundedHalfToEven((percent * count) / 100) : percent * Math.trunc(count / 100);
}

/** As Python's `round`. */
function roundedHalfToEven(number: number): number {
  const floor = Math.floor(number);
  if (number - floor !== 0.5) return Math.round(number);
  return floor % 2 === 0 ? floor : floor + 1;
}

function unclear(text: string, what: string): TurnwiseError {
  return new TurnwiseError("split-unclear", `--split ${text}: ${what}. Parts of splits are written ${EXAMPLES}.`);
}
