import { expect, test } from "vitest";
import { characterTokenizer } from "./character-tokenizer.fixture.ts";
import type { ModelLoader } from "./contracts/model-loader.ts";
import type { TokenizerEngine, TokenizerFiles } from "./contracts/tokenizer-engine.ts";
import { createTurnwise, type Turnwise } from "./create-turnwise.ts";
import { TurnwiseError } from "./errors/turnwise-error.ts";
import { plainModel, plainPlugin } from "./plain-plugin.fixture.ts";

const FILES: TokenizerFiles = {
  name: "m",
  tokenizerJson: new Uint8Array(),
  parseTokenizerJson: () => ({}),
  tokenizerConfig: {},
  generationConfig: null,
  hash: "0".repeat(64),
};

/** Hands on what its engine makes. */
const loader: ModelLoader = {
  name: "files",
  description: "for tests",
  accepts: () => true,
  load: async (_source, loadTokenizer) => ({ ...plainModel(), tokenizer: await loadTokenizer(FILES) }),
};

/** `failure`: the code of the error that it gives instead of a tokenizer. */
function engine(name: string, failure?: string): TokenizerEngine {
  return {
    name,
    description: "for tests",
    load: async () => {
      if (failure !== undefined) throw new TurnwiseError(failure, `${name} says ${failure}.`);
      return characterTokenizer();
    },
  };
}

function turnwiseWith(...tokenizerEngines: readonly TokenizerEngine[]): Turnwise {
  return createTurnwise({ plugins: [plainPlugin({}, { modelLoaders: [loader], tokenizerEngines })] });
}

test("the first engine makes the tokenizer, and the manifest names it", async () => {
  const turnwise = turnwiseWith(engine("first"), engine("second"));
  expect(await turnwise.model("m")).toMatchObject({ tokenizerEngine: "first", notes: [] });
  const { conventions, notes } = await turnwise.preprocessor({ model: "m" });
  expect(conventions["tokenizer_engine"]).toBe("first");
  expect(notes).toEqual([]);
});

test("where it cannot, the next one does, and a note says why", async () => {
  const turnwise = turnwiseWith(engine("first", "tokenizer-not-supported"), engine("second"));
  const { conventions, notes } = await turnwise.preprocessor({ model: "m" });
  expect(conventions["tokenizer_engine"]).toBe("second");
  expect(notes).toEqual(["the tokenizer is read by second, not by first: first says tokenizer-not-supported."]);
});

test("an engine that is named is the only one that is asked", async () => {
  const turnwise = turnwiseWith(engine("first"), engine("second"), engine("third", "tokenizer-not-supported"));
  const { conventions, notes } = await turnwise.preprocessor({ model: "m", tokenizer: "second" });
  expect([conventions["tokenizer_engine"], notes]).toEqual(["second", []]);
  await expect(turnwise.model("m", { tokenizer: "third" })).rejects.toThrow("third says tokenizer-not-supported.");
  await expect(turnwise.model("m", { tokenizer: "fourth" })).rejects.toThrow("fourth");
});

test("a failure of another kind is not hidden by the next engine", async () => {
  const turnwise = turnwiseWith(engine("first", "broken-model"), engine("second"));
  await expect(turnwise.model("m")).rejects.toMatchObject({ code: "broken-model" });
});

test("if none can, the last one says why; if there is none, that is said", async () => {
  const unable = turnwiseWith(engine("first", "tokenizer-not-supported"), engine("second", "tokenizer-not-supported"));
  await expect(unable.model("m")).rejects.toThrow("second says");
  await expect(turnwiseWith().model("m")).rejects.toMatchObject({ code: "no-tokenizer-engine" });
});

test("a model that is open has its tokenizer", async () => {
  const turnwise = turnwiseWith(engine("first"));
  const model = plainModel();
  expect((await turnwise.preprocessor({ model })).conventions["tokenizer_engine"]).toBe(null);
  await expect(turnwise.preprocessor({ model, tokenizer: "first" })).rejects.toMatchObject({ code: "setting" });
});
