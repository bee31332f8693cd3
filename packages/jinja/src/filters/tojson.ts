import { binary, fail, truth, typeName } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { itemsOf } from "../values/iterate.ts";
import { Text, plain, isText } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { defineFilter } from "./define-filter.ts";
import { JsonWriter } from "./json-writer.ts";
import { sourceOf } from "./source-of.ts";

/**
 * `value|tojson(indent=2)`, as transformers has it: `json.dumps` that leaves Unicode and HTML as they are. The whole is data if
 * anything in it is.
 */
export const tojson: Filter = defineFilter(
  "tojson",
  ["x", "ensure_ascii?", "indent?", "separators?", "sort_keys?"],
  ([value, ensureAscii = false, indent = null, separators = null, sortKeys = false], state) => {
    const [item, key] = separatorsOf(separators, indent, state);
    // Of a text alone Python asks for neither.
    const isAlone = isText(value);
    const writer = new JsonWriter(state, {
      isAscii: truth(ensureAscii, state),
      indent: isAlone || indent === null ? null : indentOf(indent, state),
      itemSeparator: isAlone ? "" : separatorOf(item),
      keySeparator: isAlone ? "" : separatorOf(key),
      sortsKeys: truth(sortKeys, state),
    });
    const json = writer.write(value);
    const source = sourceOf(value);
    return source === null ? json : Text.from(json, source, -1);
  },
);

function indentOf(indent: Value, state: RenderState): string {
  const spaces = isText(indent) ? indent : binary("*", " ", indent, state);
  return isText(spaces) ? plain(spaces) : "";
}

function separatorsOf(separators: Value, indent: Value, state: RenderState): readonly [item: Value, key: Value] {
  if (separators === null) return [indent === null ? ", " : ",", ": "];
  const [item, key, ...more] = itemsOf(separators, state);
  if (item === undefined || key === undefined) fail("ValueError", "not enough values to unpack (expected 2)");
  if (more.length > 0) fail("ValueError", "too many values to unpack (expected 2)");
  return [item, key];
}

function separatorOf(value: Value): string {
  return isText(value) ? plain(value) : fail("TypeError", `a separator must be str, not ${typeName(value)}`);
}
