import { readFileSync } from "node:fs";
import { entriesOf, isJsonArray, isJsonObject, parseJson, valueAt, type Json, type JsonObject } from "@turnwise/core";
import { withObjects, type RenderCase, type TemplateContext, type TemplateReference } from "@turnwise/testkit";

/** What `render_gemma_templates.py` stored for the templates with these hashes: part of the repository. */
export function storedReferences(hashes: readonly string[]): readonly TemplateReference[] {
  const conversations = objectOf(read("conversations.json"));
  const templates = valueAt(objectOf(read("rendered.json")), "templates");
  return (isJsonArray(templates) ? templates : []).flatMap((template) => {
    const hash = String(valueAt(objectOf(template), "hash"));
    if (!hashes.includes(hash)) return [];
    const cases = [...entriesOf(objectOf(valueAt(objectOf(template), "cases")))].map(([name, outcome]) =>
      renderCase(name, contextOf(valueAt(conversations, name)), objectOf(outcome)),
    );
    return [{ hash, name: "stored", cases, turns: [] }];
  });
}

function renderCase(name: string, context: TemplateContext, outcome: JsonObject): RenderCase {
  const expected = valueAt(outcome, "expected");
  if (typeof expected === "string") return { name, context, expected };
  return { name, context, error: String(valueAt(outcome, "error")) };
}

/** The tokens of `render_gemma_templates.py`, unless the conversation says otherwise. */
function contextOf(conversation: Json | undefined): TemplateContext {
  const given = [...entriesOf(objectOf(conversation))].map(([name, value]) => [name, withObjects(value)] as const);
  return { bos_token: "<s>", eos_token: "</s>", ...Object.fromEntries(given) };
}

function read(name: string): Json {
  return parseJson(readFileSync(new URL(name, import.meta.url), "utf8"));
}

function objectOf(value: Json | undefined): JsonObject {
  if (isJsonObject(value)) return value;
  throw new TypeError("a stored reference is not an object");
}
