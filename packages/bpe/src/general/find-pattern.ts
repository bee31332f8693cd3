import { EmulatedRegExp, toRegExpDetails } from "oniguruma-to-es";
import { notSupported } from "../definition/shape.ts";
import type { Pattern } from "../definition/tokenizer-definition.ts";
import { withRustCharacters } from "./rust-characters.ts";

/** Finds a pattern: `[start, end)` of each match, in order, in UTF-16 units. */
export type FindPattern = (text: string) => readonly (readonly [start: number, end: number])[];

/**
 * Compiles what a split or a replacement looks for.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` for a regular expression that JavaScript cannot follow exactly
 */
export function findPattern(pattern: Pattern, where = "tokenizer.json"): FindPattern {
  return pattern.kind === "text" ? literal(pattern.text) : regularExpression(pattern.source, where);
}

function literal(needle: string): FindPattern {
  return (text) => {
    const found: [number, number][] = [];
    if (needle === "") return found;
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      found.push([at, at + needle.length]);
    }
    return found;
  };
}

function regularExpression(source: string, where: string): FindPattern {
  const expression = translate(source, where);
  return (text) => {
    const found: [number, number][] = [];
    // Not `matchAll`, which makes a new expression for each text.
    expression.lastIndex = 0;
    for (let match = expression.exec(text); match !== null; match = expression.exec(text)) {
      if (match[0] !== "") found.push([match.index, match.index + match[0].length]);
      else expression.lastIndex += widthAt(text, match.index);
    }
    return found;
  };
}

/** UTF-16 units of a character. */
function widthAt(text: string, unit: number): number {
  return (text.codePointAt(unit) ?? 0) > 0xffff ? 2 : 1;
}

/** Never found; lets upper and lower case matter to the expression, so that what they do not matter to is written out. */
const WITH_CASE = "|(?!)a";

/** Oniguruma's syntax to JavaScript's, with characters of the kinds that Rust `tokenizers` takes them for. */
function translate(source: string, where: string): RegExp {
  try {
    const { pattern, flags, options } = toRegExpDetails(`(?:${source})${WITH_CASE}`, {
      accuracy: "strict",
      global: true,
      // Else `[\w.]` is written as `[\p{L}\p{M}\p{N}\p{Pc}.]`, in which nothing shows that it was `\w`.
      verbose: true,
      target: "ES2024",
      rules: { captureGroup: true },
    });
    return new EmulatedRegExp(withRustCharacters(pattern, source, where), flags, options);
  } catch (error) {
    if (error instanceof Error && (error.name === "TurnwiseError" || "code" in error)) throw error;
    throw notSupported(
      where,
      `the regular expression ${source} (${error instanceof Error ? error.message : String(error)})`,
    );
  }
}
