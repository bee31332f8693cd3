import { Dict } from "../values/dict.ts";
import { failUndefined, Undefined } from "../values/undefined.ts";
import { fail, getAttribute } from "../values/operations.ts";
import type { Filter } from "../values/render-state.ts";
import { plain, isText } from "../values/text.ts";
import { defineFilter } from "./define-filter.ts";

const BARE = new Dict(new Map());

/** `value|attr("name")`: as `value.name`, but never `value["name"]`. */
export const attr: Filter = defineFilter("do_attr", ["obj", "name"], ([object, name], state) => {
  if (!isText(name)) fail("TypeError", "hasattr(): attribute name must be string");
  const attribute = plain(name);
  const isDunder = attribute.startsWith("__") && attribute.endsWith("__");
  if (object instanceof Undefined && !isDunder) failUndefined(object);
  const isOwn = !(object instanceof Dict) || !isMissing(getAttribute(BARE, attribute, state));
  return isOwn
    ? getAttribute(object, attribute, state)
    : new Undefined(`'dict object' has no attribute '${attribute}'`);
});

function isMissing(value: ReturnType<typeof getAttribute>): boolean {
  return value instanceof Undefined && !value.isUnsafe;
}
