import { Dict, type Entry, type Hash } from "../dict.ts";
import { hashOf } from "../hash.ts";
import { itemsOf } from "../iterate.ts";
import { positionalArguments } from "../parameters.ts";
import { DictView, type ViewKind } from "./dict-view.ts";
import type { Method } from "./method.ts";

function view(kind: ViewKind): Method<Dict> {
  return (dict, given) => {
    positionalArguments(`dict.${kind}`, given, 0, 0);
    return new DictView(dict, kind);
  };
}

const get: Method<Dict> = (dict, given, state) => {
  const [key = null, otherwise = null] = positionalArguments("dict.get", given, 1, 2);
  const entry = dict.entries.get(hashOf(key, state));
  return entry === undefined ? otherwise : entry.value;
};

const copy: Method<Dict> = (dict, given) => {
  positionalArguments("dict.copy", given, 0, 0);
  return new Dict(dict.entries);
};

const fromKeys: Method<Dict> = (_dict, given, state) => {
  const [keys = null, value = null] = positionalArguments("dict.fromkeys", given, 1, 2);
  const entries = new Map<Hash, Entry>();
  for (const key of itemsOf(keys, state)) {
    const hash = hashOf(key, state);
    entries.set(hash, { key: entries.get(hash)?.key ?? key, value });
  }
  return new Dict(entries);
};

/** Those that change a dict are hidden by the sandbox. */
export const DICT_METHODS: ReadonlyMap<string, Method<Dict>> = new Map([
  ["get", get],
  ["items", view("items")],
  ["keys", view("keys")],
  ["values", view("values")],
  ["copy", copy],
  ["fromkeys", fromKeys],
]);
