import { derived } from "../values/derived.ts";
import {
  asInteger,
  compare,
  escapeMarkup,
  fail,
  itemsOf,
  lengthOf,
  representation,
  sliceOf,
  stringOf,
  truth,
} from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { failSliceIndex } from "../values/slice-of.ts";
import { Text, isText, plain } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { callMethod } from "./call-method.ts";
import { defineFilter } from "./define-filter.ts";
import { linked } from "./linked.ts";

const SCHEME = /^[\p{L}\p{N}_.+-]{2,}:\/{0,2}$/u;

/** `text|urlize(40, nofollow=true)`: URLs and addresses become links, and all else is escaped. */
export const urlize: Filter = defineFilter(
  "do_urlize",
  ["value", "trim_url_limit?", "nofollow?", "target?", "rel?", "extra_schemes?"],
  ([value, limit = null, nofollow = false, target = null, rel = null, extra = null], state) => {
    const relations = new Set(relationsOf(rel, state));
    if (truth(nofollow, state)) relations.add("nofollow");
    relations.add("noopener");
    const schemes = extra === null ? [] : itemsOf(extra, state).map((scheme) => schemeOf(scheme, state));
    const text = escapeMarkup(value, state);
    state.budget.spend(text.value.length * 4);
    const result = linked(text.value, {
      attributes: attributeOf("rel", [...relations].toSorted().join(" "), state) + attributeOf("target", target, state),
      shorten: limit === null ? (url) => url : (url) => shortened(url, limit, state),
      schemes,
    });
    const links = derived(result, text);
    return state.autoescape ? Text.markup(links) : links;
  },
);

function relationsOf(rel: Value, state: RenderState): readonly string[] {
  if (!truth(rel, state)) return [];
  return itemsOf(callMethod(rel, "split", [], state), state).map((word) => plain(stringOf(word, state)));
}

function schemeOf(scheme: Value, state: RenderState): string {
  if (!isText(scheme)) fail("TypeError", "expected string or bytes-like object");
  if (SCHEME.test(plain(scheme))) return plain(scheme);
  return fail("FilterArgumentError", `${plain(representation(scheme, state))} is not a valid URI scheme prefix.`);
}

function attributeOf(name: string, value: Value, state: RenderState): string {
  return truth(value, state) ? ` ${name}="${escapeMarkup(value, state).value}"` : "";
}

function shortened(url: string, limit: Value, state: RenderState): string {
  if (!compare(">", lengthOf(url, state), limit, state)) return url;
  if (asInteger(limit) === null) failSliceIndex();
  return `${plain(stringOf(sliceOf(url, null, limit, null, state), state))}...`;
}
