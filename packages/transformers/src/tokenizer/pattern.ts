import { brokenModel, fieldsOf, notSupported } from "@turnwise/bpe/parts";
import { SplitPreTokenizer } from "./library.ts";
import { forRegularExpressions } from "./unicode-versions.ts";

/** Finds a pattern: `[start, end)` of each match, in order. */
export type Pattern = (text: string) => [start: number, end: number][];

/** A `{ "String": … }` or `{ "Regex": … }` of a tokenizer.json. */
export function compilePattern(value: unknown, where: string): Pattern {
  const fields = fieldsOf(value, where);
  if (typeof fields["String"] === "string") return literal(fields["String"]);
  if (typeof fields["Regex"] === "string") return regex(fields["Regex"], where);
  throw brokenModel(where, "is neither a String nor a Regex");
}

function literal(needle: string): Pattern {
  return (text) => {
    const found: [number, number][] = [];
    if (needle === "") return found;
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      found.push([at, at + needle.length]);
    }
    return found;
  };
}

/** Oniguruma's syntax, translated by `@huggingface/tokenizers`. What that translation changes in meaning is refused. */
export function regex(source: string, where: string): Pattern {
  if (/\(\?>|[?*+][+]/.test(source.replace(/\\./gs, "x").replace(/\[[^\]]*\]/g, "x")))
    throw notSupported(where, `the possessive quantifier in ${source}`);
  const expression = translate(source, where);
  return (text) => {
    const found: [number, number][] = [];
    for (const match of forRegularExpressions(text).matchAll(expression)) {
      if (match[0] !== "") found.push([match.index, match.index + match[0].length]);
    }
    return found;
  };
}

function translate(source: string, where: string): RegExp {
  try {
    const { pattern } = new SplitPreTokenizer({
      type: "Split",
      pattern: { Regex: withUnicodeFolds(source, where) },
      behavior: "Isolated",
      invert: false,
    });
    if (pattern !== null) return pattern;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw notSupported(where, `the regular expression ${source}`);
}

/** Oniguruma takes U+017F for an s and U+212A for a k where case does not matter; the translation knows ASCII alone. */
function withUnicodeFolds(source: string, where: string): string {
  return source.replaceAll(/\(\?i:([^()]*)([()]?)/g, (group: string, body: string, end: string) => {
    if (end !== ")" || body.includes("\\")) throw notSupported(where, `the regular expression group ${group}`);
    let folded = "";
    let inClass = false;
    for (const character of body) {
      inClass = character === "[" || (inClass && character !== "]");
      const also = /s/i.test(character) ? "\u017F" : /k/i.test(character) ? "\u212A" : "";
      folded += also === "" || inClass ? character + also : `[${character}${also}]`;
    }
    return `(?i:${folded})`;
  });
}
