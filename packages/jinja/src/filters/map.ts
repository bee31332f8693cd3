import type { Arguments } from "../values/arguments.ts";
import { Generator } from "../values/generator.ts";
import { fail, hashOf, representation, truth } from "../values/operations.ts";
import type { Filter, RenderState } from "../values/render-state.ts";
import { plain, isText } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import { type Getter, attributeGetter } from "./attribute-getter.ts";
import { each } from "./each.ts";

/** `users|map(attribute="name", default="?")` or `names|map("upper")`: one after the other, when asked for. */
export const map: Filter = (value, given, state) => new Generator(mapped(value, given, state), "sync_do_map");

function* mapped(value: Value, given: Arguments, state: RenderState): Iterator<Value, void> {
  if (!truth(value, state)) return;
  const change = changeOf(given, state);
  for (const item of each(value, state)) yield change(item);
}

function changeOf(given: Arguments, state: RenderState): Getter {
  const attribute = given.named.get("attribute");
  const [name, ...rest] = given.positional;
  if (name === undefined && attribute !== undefined) {
    for (const other of given.named.keys()) {
      if (other !== "attribute" && other !== "default") {
        fail("FilterArgumentError", `Unexpected keyword argument '${other}'`);
      }
    }
    return attributeGetter(attribute, state, { fallback: given.named.get("default") ?? null });
  }
  if (name === undefined) fail("FilterArgumentError", "map requires a filter argument");
  const passed = { positional: rest, named: given.named };
  return (item) => named(state.filters, "filter", name, state)(item, passed, state);
}

/**
 * A filter or test by a name that the template has worked out.
 *
 * @throws {TemplateRuntimeError} TemplateRuntimeError: there is none
 */
export function named<Callee>(
  known: ReadonlyMap<string, Callee>,
  kind: "filter" | "test",
  name: Value,
  state: RenderState,
): Callee {
  hashOf(name, state);
  const found = isText(name) ? known.get(plain(name)) : undefined;
  if (found !== undefined) return found;
  const hint = name instanceof Undefined ? ` (${name.reason}; did you forget to quote the callable name?)` : "";
  return fail("TemplateRuntimeError", `No ${kind} named ${plain(representation(name, state))}.${hint}`);
}
