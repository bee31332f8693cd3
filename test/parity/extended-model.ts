import { createHash } from "node:crypto";
import type { Model } from "@turnwise/core";
import { createTokenizer } from "@turnwise/transformers";
import { readPackaged, type PackagedTokenizer } from "./known-templates.ts";

/** The files of a real tokenizer that was given further tokens. */
export interface ExtendedFiles {
  readonly tokenizerJson: Readonly<Record<string, unknown>>;
  readonly tokenizerConfig: Readonly<Record<string, unknown>>;
}

interface AddedToken {
  readonly id: number;
  readonly content: string;
}

/** A real tokenizer with special tokens added where it lacks some, as the makers of a model extend another model's. */
export function extendTokenizer(
  base: PackagedTokenizer,
  tokens: readonly string[],
  config: Readonly<Record<string, unknown>> = {},
): ExtendedFiles {
  const tokenizerJson = readPackaged(base, "tokenizer.json");
  const added = tokenizerJson["added_tokens"] as readonly AddedToken[];
  const { vocab } = tokenizerJson["model"] as { readonly vocab: Readonly<Record<string, number>> };
  const known = new Set(added.map(({ content }) => content));
  let next = Math.max(...added.map(({ id }) => id), Object.keys(vocab).length - 1) + 1;
  const more = [...new Set(tokens)].filter((content) => !known.has(content));
  // As in Rust, a token that the vocabulary has keeps its id there.
  const idOf = (content: string): number => (Object.hasOwn(vocab, content) ? (vocab[content] ?? 0) : next++);
  return {
    tokenizerJson: {
      ...tokenizerJson,
      added_tokens: [
        ...added,
        ...more.map((content) => ({
          id: idOf(content),
          content,
          single_word: false,
          lstrip: false,
          rstrip: false,
          normalized: false,
          special: true,
        })),
      ],
    },
    tokenizerConfig: { ...readPackaged(base, "tokenizer_config.json"), ...config },
  };
}

/** A model of these files and a chat template. */
export function modelOf(name: string, template: string, { tokenizerJson, tokenizerConfig }: ExtendedFiles): Model {
  return {
    name,
    tokenizer: createTokenizer({ name, tokenizerJson, tokenizerConfig, hash: "0".repeat(64) }),
    specialTokens: specialTokensOf(tokenizerConfig),
    chatTemplate: { text: template, hash: createHash("sha256").update(template, "utf8").digest("hex") },
  };
}

function specialTokensOf(config: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> {
  const named = ["bos_token", "eos_token", "unk_token", "pad_token"].flatMap((name): [string, string][] => {
    const value = config[name];
    if (typeof value === "string") return [[name, value]];
    const content: unknown = typeof value === "object" && value !== null && "content" in value ? value.content : null;
    return typeof content === "string" ? [[name, content]] : [];
  });
  return Object.fromEntries(named);
}
