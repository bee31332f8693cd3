import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { entriesOf, isJsonArray, isJsonObject, parseJson, valueAt, type Json, type JsonObject } from "@turnwise/core";
import {
  withObjects,
  type RenderCase,
  type TemplateContext,
  type TemplateReference,
  type TurnCase,
} from "@turnwise/testkit";

/** Sets of references, a folder each, rendered by `render_templates.py`; part of the repository. */
const SETS = new URL("./", import.meta.url);
/** Independent reference data beside the repository; a clone may not have it. */
const CONFORMANCE = new URL("../../../shared/conformance/", import.meta.url);

/**
 * What Jinja2 made of the templates with these SHA-256 hashes, for `testModelFamily`. Where the conformance data is missing,
 * each hash has an entry that says so; where it is there, a hash of which it knows nothing is left out: the suite reports it.
 *
 * @example
 * testModelFamily(gemma3, { references: referencesFor(gemma3.templateHashes) });
 */
export function referencesFor(hashes: readonly string[]): readonly TemplateReference[] {
  return hashes.flatMap((hash) => {
    const found = [...stored(), ...conformance()].filter((reference) => reference.hash === hash);
    if (existsSync(CONFORMANCE)) return found;
    const unavailable = "more references are in ../shared/conformance, which is not there";
    return [...found, { hash, name: hash.slice(0, 12), cases: [], turns: [], unavailable }];
  });
}

let storedReferences: readonly TemplateReference[] | undefined;
function stored(): readonly TemplateReference[] {
  return (storedReferences ??= readdirSync(SETS, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readSet(new URL(`${name}/`, SETS))));
}

let conformanceReferences: readonly TemplateReference[] | undefined;
function conformance(): readonly TemplateReference[] {
  return (conformanceReferences ??= existsSync(CONFORMANCE) ? readConformance() : []);
}

function readSet(set: URL): readonly TemplateReference[] {
  const conversations = readJson(new URL("conversations.json", set));
  return list(readJson(new URL("rendered.json", set)), "templates").map((template) => {
    const tokens = contextOf(object(template, "tokens"));
    const outcomes = object(template, "cases");
    const cases = [...entriesOf(outcomes)].map(([name]) =>
      renderCase(name, { ...tokens, ...contextOf(object(conversations, name)) }, object(outcomes, name)),
    );
    return { hash: text(template, "hash"), name: text(template, "name"), cases, turns: [] };
  });
}

function readConformance(): readonly TemplateReference[] {
  const goldens = readJson(new URL("goldens.json", CONFORMANCE));
  const contexts = object(goldens, "contexts");
  const cases = groupBy(list(goldens, "cases"), (each) => text(each, "template"));
  const turns = groupBy(list(readJson(new URL("turns.json", CONFORMANCE)), "cases"), (each) => text(each, "template"));
  return [...new Set([...cases.keys(), ...turns.keys()])].map((template) => ({
    hash: createHash("sha256")
      .update(readFileSync(new URL(template, CONFORMANCE)))
      .digest("hex"),
    name: template.replace(/^templates\/|\.jinja$/g, ""),
    cases: (cases.get(template) ?? []).map((each) => {
      const name = text(each, "chat");
      return renderCase(name, contextOf(object(contexts, name)), each);
    }),
    turns: (turns.get(template) ?? []).map((each) => turnCase(each)),
  }));
}

function groupBy(cases: readonly JsonObject[], key: (each: JsonObject) => string): Map<string, JsonObject[]> {
  const groups = new Map<string, JsonObject[]>();
  for (const each of cases) groups.set(key(each), [...(groups.get(key(each)) ?? []), each]);
  return groups;
}

function renderCase(name: string, context: TemplateContext, outcome: JsonObject): RenderCase {
  const expected = valueAt(outcome, "expected");
  if (typeof expected === "string") return { name, context, expected };
  return { name, context, error: text(outcome, "error").replace(/^render:/, "") };
}

function turnCase(each: JsonObject): TurnCase {
  const trained = valueAt(each, "trained");
  const context = contextOf(object(each, "context"));
  const given = Object.entries(context).filter(([key]) => !/^(?:messages|tools|documents)$|_token$/.test(key));
  return {
    name: ["turns of", text(each, "chat"), ...given.map(([key, value]) => `${key}=${String(value)}`)].join(" "),
    context,
    trained: (isJsonArray(trained) ? trained : []).map(String),
  };
}

function contextOf(context: JsonObject): TemplateContext {
  return Object.fromEntries([...entriesOf(context)].map(([key, value]) => [key, withObjects(value)]));
}

/** With exact numbers and the order of keys. */
function readJson(file: URL): JsonObject {
  const value = parseJson(readFileSync(file, "utf8"));
  if (!isJsonObject(value)) throw new TypeError(`${file.pathname} does not hold an object`);
  return value;
}

function member<T extends Json>(holder: JsonObject, key: string, is: (value: Json | undefined) => value is T): T {
  const value = valueAt(holder, key);
  if (!is(value)) throw new TypeError(`a reference lacks ${key}`);
  return value;
}
const text = (holder: JsonObject, key: string): string =>
  member(holder, key, (value): value is string => typeof value === "string");
const object = (holder: JsonObject, key: string): JsonObject => member(holder, key, isJsonObject);
const list = (holder: JsonObject, key: string): readonly JsonObject[] =>
  member(holder, key, isJsonArray).filter((item) => isJsonObject(item));
