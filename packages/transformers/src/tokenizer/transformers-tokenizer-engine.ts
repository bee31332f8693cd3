import type { TokenizerEngine } from "@turnwise/core";

/**
 * Tokenizers whose merging, regular expressions and decoding are those of `@huggingface/tokenizers`: slow, and independent of
 * `@turnwise/bpe`, so that one is a check on the other.
 */
export const transformersTokenizerEngine: TokenizerEngine = {
  name: "transformers",
  description: "byte-pair encoding by @huggingface/tokenizers",
  async load(files) {
    const { createTokenizer } = await import("./create-tokenizer.ts");
    const { name, tokenizerConfig, generationConfig, hash } = files;
    return createTokenizer({
      name,
      tokenizerJson: files.parseTokenizerJson(),
      tokenizerConfig,
      generationConfig,
      hash,
    });
  },
};
