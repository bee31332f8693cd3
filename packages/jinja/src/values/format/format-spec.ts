import { fail } from "../python-error.ts";

/** `[[fill]align][sign][z][#][0][width][grouping][.precision][type]` */
export interface FormatSpec {
  readonly fill: string;
  readonly align: "<" | ">" | "=" | "^";
  readonly sign: "" | "-" | "+" | " ";
  readonly coercesZero: boolean;
  readonly isAlternate: boolean;
  readonly width: number;
  readonly grouping: "" | "," | "_";
  readonly precision: number | null;
  /** Empty if there is none. */
  readonly type: string;
}

function isAlign(character: string): character is FormatSpec["align"] {
  return character === "<" || character === ">" || character === "=" || character === "^";
}

/** Python's own integers for widths have 63 bits. */
const MOST = 2 ** 63;

/** @throws {TemplateRuntimeError} ValueError */
export function parseSpec(spec: string, defaultAlign: "<" | ">", type: string): FormatSpec {
  const characters = Array.from(spec);
  let at = 0;
  let fill = " ";
  let align: FormatSpec["align"] = defaultAlign;
  const [first = "", second = ""] = characters;
  const hasFill = isAlign(second);
  const hasAlign = hasFill || isAlign(first);
  if (hasFill) {
    [fill, align, at] = [first, second, 2];
  } else if (isAlign(first)) {
    [align, at] = [first, 1];
  }
  const take = (wanted: string): string => {
    const character = characters[at] ?? "";
    if (character === "" || !wanted.includes(character)) return "";
    at++;
    return character;
  };
  const readNumber = (): number | null => {
    const start = at;
    let number = 0;
    for (; /^[0-9]$/.test(characters[at] ?? ""); at++) number = number * 10 + Number(characters[at]);
    if (number >= MOST) fail("ValueError", "Too many decimal digits in format string");
    return at === start ? null : number;
  };
  const sign = take("-+ ");
  const coercesZero = take("z") !== "";
  const isAlternate = take("#") !== "";
  if (!hasFill && take("0") !== "") {
    fill = "0";
    if (!hasAlign && defaultAlign === ">") align = "=";
  }
  const width = readNumber() ?? 0;
  const grouping = take(",") || take("_");
  if (grouping === "," && take("_") !== "") fail("ValueError", "Cannot specify both ',' and '_'.");
  if (grouping !== "" && take(",") !== "")
    fail("ValueError", grouping === "," ? "Cannot specify ',' with ','." : "Cannot specify both ',' and '_'.");
  const precision =
    take(".") === "" ? null : (readNumber() ?? fail("ValueError", "Format specifier missing precision"));
  if (characters.length - at > 1) {
    fail("ValueError", `Invalid format specifier '${spec}' for object of type '${type}'`);
  }
  const conversion = characters[at] ?? "";
  const allowsGrouping = grouping === "," ? "defgEG%F" : "defgEG%FboxX";
  if (grouping !== "" && !allowsGrouping.includes(conversion))
    fail("ValueError", `Cannot specify '${grouping}' with '${conversion}'.`);
  return {
    fill,
    align,
    sign: sign === "+" || sign === " " || sign === "-" ? sign : "",
    coercesZero,
    isAlternate,
    width,
    grouping: grouping === "," || grouping === "_" ? grouping : "",
    precision,
    type: conversion,
  };
}
