import { Dict } from "../values/dict.ts";
import { escapeMarkup, fail, joinTexts, representation, truth, typeName } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { type Str, Text, isText, plain } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";

const FORBIDDEN = /[\t-\r />=]/;

/** `{"class": "a", "id": none}|xmlattr` → ` class="a"` */
export const xmlattr: Filter = defineFilter("do_xmlattr", ["d", "autospace?"], ([value, autospace = true], state) => {
  if (!(value instanceof Dict)) return callMethod(value, "items", [], state);
  const attributes: Str[] = [];
  for (const { key, value: item } of value.entries.values()) {
    if (item === null || item instanceof Undefined) continue;
    if (!isText(key)) fail("TypeError", `expected string or bytes-like object, got '${typeName(key)}'`);
    if (FORBIDDEN.test(plain(key))) {
      fail("ValueError", `Invalid character in attribute name: ${plain(representation(key, state))}`);
    }
    attributes.push(joinTexts([escapeMarkup(key, state), '="', escapeMarkup(item, state), '"'], "", state));
  }
  const isApart = attributes.length > 0 && truth(autospace, state);
  const text = joinTexts([isApart ? " " : "", joinTexts(attributes, " ", state)], "", state);
  return state.autoescape ? Text.markup(text) : text;
});
