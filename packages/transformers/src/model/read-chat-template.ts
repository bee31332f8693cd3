import { type Fields, fieldsOf, listOf, textOf } from "@turnwise/bpe/parts";
import { TurnwiseError } from "@turnwise/core";
import { TEMPLATE_FOLDER, type ModelFiles } from "./model-files.ts";
import { parseModelJson, textOfFile } from "./parse-model-json.ts";

/**
 * The model's default chat template, null if it has none: chat_template.jinja, else `chat_template` of
 * tokenizer_config.json, else chat_template.json, which processors have. Of several named ones it is `default`.
 *
 * @throws {TurnwiseError} `chat-template-unclear` if there are several and none is the default
 */
export async function readChatTemplate(files: ModelFiles, tokenizerConfig: Fields): Promise<string | null> {
  const file = await files.read("chat_template.jinja");
  if (file !== null) return textOfFile(file, files, "chat_template.jinja");
  const configured = tokenizerConfig["chat_template"] ?? (await ofProcessor(files));
  if (typeof configured === "string") return configured;
  const named = namedTemplates(configured, files);
  for (const path of await files.list(TEMPLATE_FOLDER)) {
    const [, name] = /\/([^/]+)\.jinja$/.exec(path) ?? [];
    const bytes = name === undefined ? null : await files.read(path);
    if (name !== undefined && bytes !== null) named.set(name, textOfFile(bytes, files, path));
  }
  const template = named.get("default");
  if (template !== undefined || named.size === 0) return template ?? null;
  throw new TurnwiseError(
    "chat-template-unclear",
    `${files.name}: its chat templates are ${[...named.keys()].join(", ")}, and none is the default. Save the one to use as chat_template.jinja in a copy of the model's folder.`,
  );
}

async function ofProcessor(files: ModelFiles): Promise<unknown> {
  const bytes = await files.read("chat_template.json");
  if (bytes === null) return null;
  const json = parseModelJson(textOfFile(bytes, files, "chat_template.json"), files, "chat_template.json");
  return fieldsOf(json, `${files.place}, chat_template.json`)["chat_template"];
}

/** `[{ "name": "default", "template": "…" }, …]`, or the same as an object. */
function namedTemplates(configured: unknown, files: ModelFiles): Map<string, string> {
  const where = `${files.place}, chat_template`;
  if (configured !== null && configured !== undefined && !Array.isArray(configured)) {
    return new Map(Object.entries(fieldsOf(configured, where)).map(([name, text]) => [name, textOf(text, where)]));
  }
  return new Map(
    listOf(configured, where).map((entry) => {
      const { name, template } = fieldsOf(entry, where);
      return [textOf(name, where), textOf(template, where)];
    }),
  );
}
