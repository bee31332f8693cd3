import type { TokenizerEngine } from "@turnwise/core";

/** The byte-pair tokenizers of this package; they are loaded when a model is opened. */
export const bpeTokenizerEngine: TokenizerEngine = {
  name: "bpe",
  description: "byte-pair encoding by Turnwise's own kernel",
  async load(files) {
    const { loadFromFiles } = await import("./load/load-tokenizer.ts");
    return loadFromFiles(files);
  },
};
