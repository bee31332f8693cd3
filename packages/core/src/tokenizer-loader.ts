import type { LoadTokenizer, TokenizerEngine } from "./contracts/tokenizer-engine.ts";
import type { Model } from "./contracts/model.ts";
import type { Tokenizer } from "./contracts/tokenizer.ts";
import { TurnwiseError } from "./errors/turnwise-error.ts";
import type { Registry } from "./registry.ts";

/** Makes tokenizers, and knows of each who made it. */
export interface TokenizerLoader {
  readonly load: LoadTokenizer;
  /** What a model is to say of a tokenizer that `load` made; nothing for another. */
  describe(tokenizer: Tokenizer): Pick<Model, "tokenizerEngine" | "notes">;
}

/**
 * Loads tokenizers by the engine that is named, else by the first registered that supports them.
 *
 * @throws {UnknownNameError} for an engine that is not registered
 */
export function createTokenizerLoader(registry: Registry, named: string | undefined): TokenizerLoader {
  const engines =
    named === undefined
      ? registry.all<TokenizerEngine>("tokenizer engine").map(({ value }) => value)
      : [registry.get<TokenizerEngine>("tokenizer engine", named)];
  const made = new WeakMap<Tokenizer, Pick<Model, "tokenizerEngine" | "notes">>();
  return {
    async load(files) {
      const refusals: TurnwiseError[] = [];
      for (const engine of engines) {
        try {
          const tokenizer = await engine.load(files);
          const [first] = refusals;
          const notes = first === undefined ? [] : [noteOf(engine, engines[0]?.name ?? "", first)];
          made.set(tokenizer, { tokenizerEngine: engine.name, notes });
          return tokenizer;
        } catch (error) {
          if (!(error instanceof TurnwiseError) || error.code !== "tokenizer-not-supported") throw error;
          refusals.push(error);
        }
      }
      throw refusals.at(-1) ?? noEngine(files.name);
    },
    describe: (tokenizer) => made.get(tokenizer) ?? {},
  };
}

function noteOf(engine: TokenizerEngine, first: string, refusal: TurnwiseError): string {
  return `the tokenizer is read by ${engine.name}, not by ${first}: ${refusal.message}`;
}

function noEngine(name: string): TurnwiseError {
  return new TurnwiseError(
    "no-tokenizer-engine",
    `${name}: no plug-in reads tokenizers. Add one, such as @turnwise/bpe.`,
  );
}
