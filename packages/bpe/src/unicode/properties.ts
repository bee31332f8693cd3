import {
  ALPHABETIC_RUNS,
  CATEGORY_NAMES,
  CATEGORY_RUNS,
  SCRIPT_NAMES,
  SCRIPT_RUNS,
  SPACE_RUNS,
} from "./character-data.ts";
import { type CodePointSet, EVERY_CODE_POINT, union, unionOf } from "./code-point-set.ts";
import { decodeRuns, type Runs, setOfRuns } from "./decode-runs.ts";

/**
 * The code points of a property as Oniguruma in Rust `tokenizers` 0.23 knows it: a general category (`Lu`, `L`, `Letter`), a script (`Han`), or
 * one of a few others. Case, spaces, `-` and `_` in the name do not matter.
 *
 * @returns null for a name that is not among them
 */
export function propertySet(name: string): CodePointSet | null {
  return lookUp(name.toLowerCase().replaceAll(/[ _-]/g, ""));
}

/** What `\s` finds, and what `lstrip` and `rstrip` of an added token take. */
export function spaceSet(): CodePointSet {
  return named("space");
}

/** What `\d` finds. */
export function digitSet(): CodePointSet {
  return named("nd");
}

/** What `\w` finds inside brackets. */
export function wordSetInClass(): CodePointSet {
  return named("word in class");
}

/** What `\w` finds outside of brackets: `²³¹¼½¾`, too. */
export function wordSet(): CodePointSet {
  return named("lone word");
}

/** Characters of a word for `single_word`, which uses a regular expression of another library than patterns do. */
export function singleWordSet(): CodePointSet {
  return named("single word");
}

const sets = new Map<string, CodePointSet>();
let categories: Runs | null = null;
let scripts: Runs | null = null;

const LONG_NAMES = new Map(
  Object.entries({
    letter: "l",
    mark: "m",
    number: "n",
    punctuation: "p",
    punct: "p",
    symbol: "s",
    separator: "z",
    other: "c",
    uppercaseletter: "lu",
    lowercaseletter: "ll",
    titlecaseletter: "lt",
    modifierletter: "lm",
    otherletter: "lo",
    nonspacingmark: "mn",
    spacingmark: "mc",
    enclosingmark: "me",
    decimalnumber: "nd",
    letternumber: "nl",
    othernumber: "no",
    whitespace: "space",
  }),
);

/** Keys with a space in them are for this file alone. */
function named(key: string): CodePointSet {
  const set = lookUp(key);
  if (!set) throw new RangeError(`no characters known as ${key}`);
  return set;
}

function lookUp(key: string): CodePointSet | null {
  const known = sets.get(key);
  if (known) return known;
  const found = readProperty(key);
  if (found) sets.set(key, found);
  return found;
}

function readProperty(key: string): CodePointSet | null {
  const short = LONG_NAMES.get(key);
  if (short !== undefined) return lookUp(short);
  switch (key) {
    case "any":
      return EVERY_CODE_POINT;
    case "space":
      return setOfRuns(decodeRuns(SPACE_RUNS), new Set([1]));
    case "alphabetic":
    case "alpha":
      return setOfRuns(decodeRuns(ALPHABETIC_RUNS), new Set([1]));
    case "alnum":
      return union(named("alpha"), named("nd"));
    case "word in class":
      return unionOf([named("alnum"), named("m"), named("pc")]);
    case "lone word":
      return union(named("word in class"), [0xb2, 0xb4, 0xb9, 0xba, 0xbc, 0xbf]);
    case "single word":
      return union(named("word in class"), [0x200c, 0x200e]);
    default:
      return categorySet(key) ?? scriptSet(key);
  }
}

function categorySet(key: string): CodePointSet | null {
  if (key === "" || key.length > 2) return null;
  const values = CATEGORY_NAMES.flatMap((name, index) => (name.toLowerCase().startsWith(key) ? [index + 1] : []));
  if (values.length === 0) return null;
  categories ??= decodeRuns(CATEGORY_RUNS);
  return setOfRuns(categories, new Set(values));
}

function scriptSet(key: string): CodePointSet | null {
  const index = SCRIPT_NAMES.findIndex((name) => name.toLowerCase() === key);
  if (index < 0) return null;
  scripts ??= decodeRuns(SCRIPT_RUNS);
  return setOfRuns(scripts, new Set([index + 1]));
}
