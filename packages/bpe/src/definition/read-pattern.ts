import { brokenModel, fieldsOf, onlyKnown } from "./shape.ts";
import type { Pattern } from "./tokenizer-definition.ts";

/** A `{ "String": … }` or `{ "Regex": … }` of a tokenizer.json. */
export function readPattern(value: unknown, where: string): Pattern {
  const fields = fieldsOf(value, where);
  onlyKnown(fields, ["String", "Regex"], where);
  const { String: text, Regex: source } = fields;
  if (typeof text === "string" && source === undefined) return { kind: "text", text };
  if (typeof source === "string" && text === undefined) return { kind: "regular-expression", source };
  throw brokenModel(where, "is neither a String nor a Regex");
}

/** A regular expression of Oniguruma's that finds what the pattern finds. */
export function sourceOf(pattern: Pattern): string {
  return pattern.kind === "text" ? pattern.text.replaceAll(/[-[\]{}()*+?.,\\^$|#\s&~]/g, escape) : pattern.source;
}

function escape(character: string): string {
  return `\\x{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
