import { notSupported } from "../definition/shape.ts";
import type { CodePointSet } from "../unicode/code-point-set.ts";
import { propertySet, wordSet, wordSetInClass } from "../unicode/properties.ts";

/** What the translation from Oniguruma's syntax writes for `\w`. */
const WORD = String.raw`[\p{L}\p{M}\p{N}\p{Pc}]`;
const NOT_WORD = String.raw`[^\p{L}\p{M}\p{N}\p{Pc}]`;

/**
 * Writes out the properties of characters in a JavaScript pattern (flag v), since every engine has another version of Unicode, and none
 * that of Rust `tokenizers`: `\p{L}` becomes `[A-Za-z…]`.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` for a property that is not known
 */
export function withRustCharacters(pattern: string, source: string, where: string): string {
  let result = "";
  let depth = 0;
  for (let at = 0; at < pattern.length;) {
    const word = pattern.startsWith(WORD, at) ? WORD : pattern.startsWith(NOT_WORD, at) ? NOT_WORD : null;
    const property = /^\\([pP])\{([^}]*)\}/.exec(pattern.slice(at, at + 64));
    if (word !== null) {
      result += classOf(depth === 0 ? wordSet() : wordSetInClass(), word === NOT_WORD);
      at += word.length;
    } else if (property !== null) {
      const [text, letter, name = ""] = property;
      const set = propertySet(name.replace(/^(?:sc|scx|gc)=/, ""));
      if (set === null) throw notSupported(where, `the property ${text} of the regular expression ${source}`);
      result += classOf(set, letter === "P");
      at += text.length;
    } else {
      const length = pattern[at] === "\\" ? 2 : 1;
      if (pattern[at] === "[") depth++;
      if (pattern[at] === "]") depth--;
      result += pattern.slice(at, at + length);
      at += length;
    }
  }
  return result;
}

/** A class of flag v; it may stand in another one. */
function classOf(set: CodePointSet, negated: boolean): string {
  let ranges = "";
  for (let index = 0; index < set.length; index += 2) {
    const first = set[index] ?? 0;
    const last = (set[index + 1] ?? first + 1) - 1;
    ranges += first === last ? escape(first) : `${escape(first)}-${escape(last)}`;
  }
  return `[${negated ? "^" : ""}${ranges}]`;
}

function escape(codePoint: number): string {
  return `\\u{${codePoint.toString(16)}}`;
}
