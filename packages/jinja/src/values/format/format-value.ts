import { integerToFloat } from "../arithmetic.ts";
import { asInteger } from "../coercion.ts";
import { padded } from "../methods/justify.ts";
import { integerText } from "../number-text.ts";
import { Float } from "../numbers.ts";
import { fail } from "../python-error.ts";
import type { RenderState } from "../render-state.ts";
import { stringOf } from "../string-of.ts";
import { type Str, Text, codePoints, isText } from "../text.ts";
import { typeName } from "../type-name.ts";
import type { Value } from "../value.ts";
import { firstCharacters } from "./first-characters.ts";
import { formatFloat } from "./float-format.ts";
import { type FormatSpec, parseSpec } from "./format-spec.ts";
import { sourced } from "./sourced.ts";

/**
 * `format(value, spec)`
 *
 * @throws {TemplateRuntimeError} ValueError; TypeError for what takes no specification
 */
export function formatValue(value: Value, spec: string, state: RenderState): Str {
  if (spec === "") return stringOf(value, state);
  state.budget.spend(1 + spec.length);
  const type = typeName(value);
  if (isText(value)) {
    return formatText(Text.unmarked(value), parseSpec(spec, "<", type), type, state);
  }
  const whole = asInteger(value);
  if (whole === null && !(value instanceof Float)) {
    fail("TypeError", `unsupported format string passed to ${type}.__format__`);
  }
  const parsed = parseSpec(spec, ">", type);
  state.budget.text(parsed.width + (parsed.precision ?? 0));
  if (value instanceof Float) return sourced(formatReal(value.value, parsed, type), value);
  return sourced(formatWhole(whole ?? 0, parsed, type), value);
}

function formatText(text: Str, spec: FormatSpec, type: string, state: RenderState): Str {
  if (spec.type !== "" && spec.type !== "s") unknownType(spec.type, type);
  if (spec.sign === " ") fail("ValueError", "Space not allowed in string format specifier");
  if (spec.sign !== "") fail("ValueError", "Sign not allowed in string format specifier");
  if (spec.coercesZero) fail("ValueError", "Negative zero coercion (z) not allowed in string format specifier");
  if (spec.isAlternate) fail("ValueError", "Alternate form (#) not allowed in string format specifier");
  if (spec.align === "=") fail("ValueError", "'=' alignment not allowed in string format specifier");
  if (spec.grouping !== "") fail("ValueError", `Cannot specify '${spec.grouping}' with 's'.`);
  const shown = spec.precision === null ? text : firstCharacters(text, spec.precision);
  const missing = Math.max(0, spec.width - codePoints(shown));
  state.budget.text(missing);
  const before = spec.align === "<" ? 0 : spec.align === ">" ? missing : Math.floor(missing / 2);
  return padded(shown, before, spec.fill, missing - before, state);
}

function unknownType(type: string, of: string): never {
  fail("ValueError", `Unknown format code '${type}' for object of type '${of}'`);
}

const RADIX: ReadonlyMap<string, number> = new Map([
  ["b", 2],
  ["o", 8],
  ["x", 16],
  ["X", 16],
  ["d", 10],
  ["n", 10],
  ["", 10],
]);

function formatWhole(value: number | bigint, spec: FormatSpec, type: string): string {
  if (spec.type !== "" && "eEfFgG%".includes(spec.type)) return formatReal(integerToFloat(value), spec, type);
  if (spec.type !== "c" && !RADIX.has(spec.type)) unknownType(spec.type, type);
  if (spec.precision !== null) fail("ValueError", "Precision not allowed in integer format specifier");
  if (spec.coercesZero) fail("ValueError", "Negative zero coercion (z) not allowed in integer format specifier");
  if (spec.type === "c") return formatCharacter(value, spec);
  const radix = RADIX.get(spec.type) ?? unknownType(spec.type, type);
  const size = value < 0 ? -value : value;
  const digits = radix === 10 ? integerText(size) : size.toString(radix);
  const prefix = spec.isAlternate && radix !== 10 ? `0${spec.type}` : "";
  return laidOut(value < 0, prefix, spec.type === "X" ? digits.toUpperCase() : digits, "", spec, radix === 10 ? 3 : 4);
}

function formatCharacter(value: number | bigint, spec: FormatSpec): string {
  if (spec.sign !== "") fail("ValueError", "Sign not allowed with integer format specifier 'c'");
  if (spec.isAlternate) fail("ValueError", "Alternate form (#) not allowed with integer format specifier 'c'");
  if (typeof value === "bigint") fail("OverflowError", "Python int too large to convert to C long");
  if (value < 0 || value > 0x10ffff) fail("OverflowError", "%c arg not in range(0x110000)");
  return laidOut(false, "", "", String.fromCodePoint(Number(value)), { ...spec, sign: "-" }, 3);
}

function formatReal(given: number, spec: FormatSpec, type: string): string {
  const lower = spec.type.toLowerCase();
  if (!["", "e", "f", "g", "n", "%"].includes(lower) || spec.type === "N") unknownType(spec.type, type);
  const isPercent = spec.type === "%";
  const value = isPercent ? given * 100 : given;
  const kind = lower === "" ? "r" : isPercent ? "f" : lower === "e" || lower === "f" ? lower : "g";
  const precision = spec.precision ?? (kind === "r" ? null : 6);
  const written = formatFloat(value, { type: kind, precision, isAlternate: spec.isAlternate });
  const text = (lower === spec.type ? written : written.toUpperCase()) + (isPercent ? "%" : "");
  let wholes = 0;
  while (/^[0-9]$/.test(text.charAt(wholes))) wholes++;
  const isZero = spec.coercesZero && !/[1-9a-z]/i.test(text.split("e")[0] ?? "");
  const isNegative = !isZero && (value < 0 || Object.is(value, -0));
  return laidOut(isNegative, "", text.slice(0, wholes), text.slice(wholes), spec, 3);
}

/** Sign, prefix, digits in groups and what follows them, in the width. */
function laidOut(
  isNegative: boolean,
  prefix: string,
  digits: string,
  rest: string,
  spec: FormatSpec,
  groupSize: number,
): string {
  const sign = isNegative ? "-" : spec.sign === "-" ? "" : spec.sign;
  const start = sign + prefix;
  const room = spec.width - start.length - codePoints(rest);
  const isZeroFilled = spec.fill === "0" && spec.align === "=";
  const grouped = groupedDigits(digits, spec.grouping, groupSize, isZeroFilled ? room : 0);
  const missing = Math.max(0, room - grouped.length);
  const fill = (count: number): string => spec.fill.repeat(count);
  if (spec.align === "=") return start + fill(missing) + grouped + rest;
  const before = spec.align === "<" ? 0 : spec.align === ">" ? missing : Math.floor(missing / 2);
  return fill(before) + start + grouped + rest + fill(missing - before);
}

/** At least as wide as asked, by leading zeros, but never with a separator in front. */
function groupedDigits(digits: string, separator: string, size: number, width: number): string {
  if (separator === "" || digits === "") return digits.padStart(width, "0");
  const fewest = width - Math.floor(Math.max(0, width) / (size + 1));
  const count = fewest + Math.floor((fewest - 1) / size) < width ? fewest + 1 : fewest;
  const filled = digits.padStart(count, "0");
  const groups: string[] = [];
  for (let end = filled.length; end > 0; end -= size) groups.push(filled.slice(Math.max(0, end - size), end));
  return groups.toReversed().join(separator);
}
