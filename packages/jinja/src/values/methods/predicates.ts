import { positionalArguments } from "../parameters.ts";
import { type Str, plain } from "../text.ts";
import { isSpace } from "../../strings/white-space.ts";
import type { Method } from "./method.ts";

/** Superscripts, circled digits, … (Numeric_Type=Digit), which JavaScript does not name. From Unicode 14. */
const DIGITS = new RegExp(
  `[\\p{Nd}${[
    String.raw`\u{b2}-\u{b3}\u{b9}\u{1369}-\u{1371}\u{19da}\u{2070}\u{2074}-\u{2079}\u{2080}-\u{2089}`,
    String.raw`\u{2460}-\u{2468}\u{2474}-\u{247c}\u{2488}-\u{2490}\u{24ea}\u{24f5}-\u{24fd}\u{24ff}`,
    String.raw`\u{2776}-\u{277e}\u{2780}-\u{2788}\u{278a}-\u{2792}\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}`,
    String.raw`\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}`,
  ].join("")}]`,
  "u",
);
/** Letters with a numeric value: the Chinese numerals. From Unicode 14. */
const NUMERALS = new RegExp(
  `[\\p{N}${[
    String.raw`\u{3405}\u{3483}\u{382a}\u{3b4d}\u{4e00}\u{4e03}\u{4e07}\u{4e09}\u{4e5d}\u{4e8c}\u{4e94}\u{4e96}`,
    String.raw`\u{4ebf}-\u{4ec0}\u{4edf}\u{4ee8}\u{4f0d}\u{4f70}\u{5104}\u{5146}\u{5169}\u{516b}\u{516d}\u{5341}`,
    String.raw`\u{5343}-\u{5345}\u{534c}\u{53c1}-\u{53c4}\u{56db}\u{58f1}\u{58f9}\u{5e7a}\u{5efe}-\u{5eff}`,
    String.raw`\u{5f0c}-\u{5f0e}\u{5f10}\u{62fe}\u{634c}\u{67d2}\u{6f06}\u{7396}\u{767e}\u{8086}\u{842c}\u{8cae}`,
    String.raw`\u{8cb3}\u{8d30}\u{9621}\u{9646}\u{964c}\u{9678}\u{96f6}\u{f96b}\u{f973}\u{f978}\u{f9b2}\u{f9d1}`,
    String.raw`\u{f9d3}\u{f9fd}\u{20001}\u{20064}\u{200e2}\u{20121}\u{2092a}\u{20983}\u{2098c}\u{2099c}\u{20aea}`,
    String.raw`\u{20afd}\u{20b19}\u{22390}\u{22998}\u{23b1b}\u{2626d}\u{2f890}`,
  ].join("")}]`,
  "u",
);

const LETTER = /\p{L}/u;
const DECIMAL = /\p{Nd}/u;
const UPPER = /\p{Uppercase}/u;
const LOWER = /\p{Lowercase}/u;
const TITLE = /\p{Lt}/u;
const UNPRINTABLE = /[\p{C}\p{Zs}\p{Zl}\p{Zp}]/u;

/** Whether all characters of a text that is not empty are such. */
function all(isSuch: (character: string) => boolean): (text: string) => boolean {
  return (text) => {
    for (const character of text) if (!isSuch(character)) return false;
    return text !== "";
  };
}

function isNumeric(character: string): boolean {
  return NUMERALS.test(character);
}

/** A letter in the wanted case, and none in another. */
function isCased(text: string, wanted: RegExp, unwanted: RegExp): boolean {
  let isFound = false;
  for (const character of text) {
    if (unwanted.test(character) || TITLE.test(character)) return false;
    isFound ||= wanted.test(character);
  }
  return isFound;
}

function isTitle(text: string): boolean {
  let isFound = false;
  let isWithin = false;
  for (const character of text) {
    const isCapital = UPPER.test(character) || TITLE.test(character);
    if (isCapital ? isWithin : !isWithin && LOWER.test(character)) return false;
    isWithin = isCapital || LOWER.test(character);
    isFound ||= isWithin;
  }
  return isFound;
}

function predicate(name: string, holds: (text: string) => boolean): readonly [string, Method<Str>] {
  return [
    name,
    (text, given, state) => {
      positionalArguments(`str.${name}`, given, 0, 0);
      state.budget.spend(1 + (plain(text).length >>> 2));
      return holds(plain(text));
    },
  ];
}

export const PREDICATE_METHODS: readonly (readonly [string, Method<Str>])[] = [
  predicate(
    "isalpha",
    all((character) => LETTER.test(character)),
  ),
  predicate(
    "isalnum",
    all((character) => LETTER.test(character) || isNumeric(character)),
  ),
  predicate("isascii", (text) => !/[^\0-\x7f]/.test(text)),
  predicate(
    "isdecimal",
    all((character) => DECIMAL.test(character)),
  ),
  predicate(
    "isdigit",
    all((character) => DIGITS.test(character)),
  ),
  predicate("isnumeric", all(isNumeric)),
  predicate("isidentifier", (text) => /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text)),
  predicate("isprintable", (text) => !UNPRINTABLE.test(text.replaceAll(" ", ""))),
  predicate(
    "isspace",
    all((character) => isSpace(character.charCodeAt(0))),
  ),
  predicate("isupper", (text) => isCased(text, UPPER, LOWER)),
  predicate("islower", (text) => isCased(text, LOWER, UPPER)),
  predicate("istitle", isTitle),
];
