import { isJsonArray, isJsonObject, JsonNumber, RowError, type Json } from "@turnwise/core";
import { shown } from "./shown.ts";

/**
 * `true`, `false`, or `[[from, to], …]`: ranges of the content, in UTF-16 code units.
 *
 * @throws {RowError} `bad-train-flag`
 */
export function readTrain(
  value: Json,
  content: Json | undefined,
  index: number,
): boolean | readonly [number, number][] {
  if (typeof value === "boolean") return value;
  const refuse = (problem: string): never => {
    const rule = "train is true, false, or a list of [from, to) ranges of the content";
    throw new RowError("bad-train-flag", `messages[${index}].train ${problem}; ${rule}.`, {
      message: index,
      field: "train",
    });
  };
  if (!isJsonArray(value)) return refuse(`is ${shown(value)}`);
  if (typeof content !== "string") return refuse("has ranges, and the content is not one text");
  return value.map((range, position) => {
    const [from, to, ...more] = isJsonArray(range) ? range.map(numberOf) : [];
    const found = isJsonArray(range)
      ? `[${range.map((item) => (isJsonArray(item) || isJsonObject(item) ? "…" : String(item))).join(", ")}]`
      : shown(range);
    if (from === undefined || to === undefined || more.length > 0 || !Number.isInteger(from) || !Number.isInteger(to)) {
      return refuse(`has ${found} as range ${position}, not two whole numbers`);
    }
    if (from < 0 || from > to || to > content.length) {
      return refuse(
        `has ${found} as range ${position}, outside the content's ${content.length} code units or backwards`,
      );
    }
    return [from, to];
  });
}

/**
 * A finite number, 0 or more.
 *
 * @throws {RowError} `bad-weight`
 */
export function readWeight(value: Json, index: number): number {
  const weight = numberOf(value);
  if (weight !== undefined && Number.isFinite(weight) && weight >= 0) return weight;
  throw new RowError(
    "bad-weight",
    `messages[${index}].weight is ${shown(value)}; a weight is a finite number, 0 or more.`,
    { message: index, field: "weight" },
  );
}

function numberOf(value: Json): number | undefined {
  if (typeof value === "number") return value;
  return value instanceof JsonNumber ? value.valueOf() : undefined;
}
