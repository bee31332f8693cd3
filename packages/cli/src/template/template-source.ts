import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import {
  entriesOf,
  InputOutputError,
  isJsonArray,
  isJsonObject,
  parseJson,
  TurnwiseError,
  valueAt,
  type ChatTemplate,
  type Json,
  type JsonObject,
  type SpecialTokens,
} from "@turnwise/core";

/** A chat template that stands in a file, without a tokenizer. */
export interface TemplateFile {
  /** Where it was found. */
  readonly place: string;
  readonly template: ChatTemplate;
  /** As the file itself gives them: a tokenizer_config.json does. */
  readonly specialTokens: SpecialTokens;
}

/** Whether a path is for a model loader: a folder with a tokenizer, or nothing on this disk. */
export function isModel(path: string): boolean {
  return !existsSync(path) || existsSync(join(path, "tokenizer.json"));
}

/**
 * Reads a template: a file of Jinja, a tokenizer_config.json, or a folder that has either.
 *
 * @throws {TurnwiseError} `no-chat-template`, `chat-template-unclear`
 * @throws {InputOutputError} `input-unreadable`
 */
export function readTemplateFile(path: string): TemplateFile {
  const place = statSync(path).isDirectory() ? inFolder(path) : path;
  const text = readText(place);
  if (!place.endsWith(".json")) return { place, template: hashed(text), specialTokens: {} };
  const config = parsed(text, place);
  return { place, template: hashed(configuredTemplate(config, place)), specialTokens: specialTokensOf(config) };
}

function inFolder(folder: string): string {
  const found = ["chat_template.jinja", "tokenizer_config.json"].map((name) => join(folder, name)).find(existsSync);
  if (found !== undefined) return found;
  throw new TurnwiseError(
    "no-chat-template",
    `${folder} has no chat_template.jinja and no tokenizer_config.json. Name the file of the template.`,
  );
}

function readText(path: string): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(readFileSync(path));
  } catch (error) {
    throw new InputOutputError("input-unreadable", `${path} cannot be read: ${String(error)}`, { cause: error });
  }
}

function parsed(text: string, path: string): JsonObject {
  let value: Json;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new TurnwiseError("broken-model", `${path} is not JSON: ${String(error)}`, { cause: error });
  }
  if (isJsonObject(value)) return value;
  throw new TurnwiseError("broken-model", `${path}: a configuration is a JSON object.`);
}

/** Of several named templates it is `default`. */
function configuredTemplate(config: JsonObject, path: string): string {
  const given = valueAt(config, "chat_template");
  if (typeof given === "string") return given;
  const named = isJsonArray(given) ? given.filter(isJsonObject) : [];
  const chosen = named.find((each) => valueAt(each, "name") === "default");
  const text = chosen === undefined ? undefined : valueAt(chosen, "template");
  if (typeof text === "string") return text;
  if (named.length === 0) throw new TurnwiseError("no-chat-template", `${path} has no chat_template.`);
  const names = named.map((each) => String(valueAt(each, "name"))).join(", ");
  throw new TurnwiseError(
    "chat-template-unclear",
    `${path}: its chat templates are ${names}, and none is the default. Save the one to use in a file of its own.`,
  );
}

function specialTokensOf(config: JsonObject): SpecialTokens {
  const found: Record<string, string> = {};
  for (const [name, value] of entriesOf(config)) {
    if (!name.endsWith("_token")) continue;
    const text = isJsonObject(value) ? valueAt(value, "content") : value;
    if (typeof text === "string") found[name] = text;
  }
  return found;
}

function hashed(text: string): ChatTemplate {
  return { text, hash: createHash("sha256").update(text, "utf8").digest("hex") };
}
