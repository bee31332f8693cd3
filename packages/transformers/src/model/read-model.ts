import { createHash } from "node:crypto";
import { type Fields, fieldsOf, readSpecialTokens } from "@turnwise/bpe/parts";
import { TurnwiseError, type LoadTokenizer, type Model } from "@turnwise/core";
import type { ModelFiles } from "./model-files.ts";
import { parseModelJson, textOfFile } from "./parse-model-json.ts";
import { readChatTemplate } from "./read-chat-template.ts";

/**
 * Reads a model's tokenizer, special tokens and chat template, in the precedence of `transformers`.
 *
 * @throws {TurnwiseError} `model-not-found`, `broken-model`, `tokenizer-not-supported`, `chat-template-unclear`
 */
export async function readModel(files: ModelFiles, loadTokenizer: LoadTokenizer): Promise<Model> {
  const tokenizerBytes = await files.read("tokenizer.json");
  if (tokenizerBytes === null) throw await withoutTokenizer(files);
  const configBytes = (await files.read("tokenizer_config.json")) ?? new Uint8Array();
  const config = configBytes.length === 0 ? {} : parseFields(configBytes, files, "tokenizer_config.json");
  const tokenizerConfig = withSpecialTokensMap(config, await readFields(files, "special_tokens_map.json"));
  const template = await readChatTemplate(files, config);
  const hash = createHash("sha256").update(tokenizerBytes);
  return {
    name: files.name,
    tokenizer: await loadTokenizer({
      name: files.name,
      tokenizerJson: tokenizerBytes,
      parseTokenizerJson: once(() => parseFields(tokenizerBytes, files, "tokenizer.json")),
      tokenizerConfig,
      generationConfig: await readFields(files, "generation_config.json"),
      tokenizerJsonHash: hash.copy().digest("hex"),
      hash: hash.update(configBytes).digest("hex"),
    }),
    specialTokens: readSpecialTokens(tokenizerConfig),
    chatTemplate:
      template === null ? null : { text: template, hash: createHash("sha256").update(template, "utf8").digest("hex") },
  };
}

function once<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}

/** `transformers` reads special_tokens_map.json, and lets it win, only where the configuration lists no added tokens. */
function withSpecialTokensMap(config: Fields, map: Fields | null): Fields {
  return map === null || "added_tokens_decoder" in config ? config : { ...config, ...map };
}

async function readFields(files: ModelFiles, path: string): Promise<Fields | null> {
  const bytes = await files.read(path);
  return bytes === null ? null : parseFields(bytes, files, path);
}

function parseFields(bytes: Uint8Array, files: ModelFiles, path: string): Fields {
  return fieldsOf(parseModelJson(textOfFile(bytes, files, path), files, path), `${files.place}, ${path}`);
}

async function withoutTokenizer(files: ModelFiles): Promise<TurnwiseError> {
  const other = (await files.list("")).find((file) => /^(tokenizer\.model|.*\.tiktoken|vocab\.json)$/.test(file));
  const convert = `python -c "from transformers import AutoTokenizer; AutoTokenizer.from_pretrained('${files.name}').save_pretrained('converted')"`;
  return new TurnwiseError(
    "model-not-found",
    other === undefined
      ? `${files.name}: no tokenizer.json in ${files.place}. Give --model a folder or a hub id that has one.`
      : `${files.name}: ${files.place} has ${other}, but no tokenizer.json. Convert it once with ${convert} and give --model converted.`,
  );
}
