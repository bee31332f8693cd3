import { createHash } from "node:crypto";
import { textRendering, TurnwiseError, type TokenizerEngine, type TokenizerFiles } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";

/**
 * The contract of a tokenizer engine, on a small byte-level tokenizer of its own. What its tokenizers do, `testTokenizer` says.
 *
 * @example
 * import { testTokenizerEngine } from "@turnwise/testkit";
 *
 * testTokenizerEngine(bpeTokenizerEngine);
 */
export function testTokenizerEngine(engine: TokenizerEngine): void {
  registerChecks(`tokenizer engine ${engine.name}`, tokenizerEngineChecks(engine));
}

/** The checks that `testTokenizerEngine` registers. */
export function tokenizerEngineChecks(engine: TokenizerEngine): readonly Check[] {
  return [
    {
      name: "has a name and a description",
      run() {
        expect(engine.name).not.toBe("");
        expect(engine.description).not.toBe("");
      },
    },
    {
      name: "makes a tokenizer of the files: its name, hash, tokens and ids",
      async run() {
        const files = filesOf({});
        const tokenizer = await engine.load(files);
        expect([tokenizer.name, tokenizer.hash]).toEqual([files.name, files.hash]);
        expect(tokenizer.bos).toEqual({ id: 258, text: "<s>" });
        expect(tokenizer.endOfSequence).toEqual([
          { id: 259, text: "</s>" },
          { id: 257, text: "the" },
        ]);
        expect(tokenizer.hasGenerationConfig).toBe(true);
        expect(tokenizer.controlTokens.map(({ text }) => text)).toEqual(["<s>", "</s>"]);
        expect([...tokenizer.encode(textRendering("<s>the thé</s>")).ids]).toEqual([258, 257, 32, 256, 195, 169, 259]);
        expect(tokenizer.decode(Int32Array.of(257, 195, 169, 259))).toBe("theé</s>");
      },
    },
    {
      name: "makes tokenizers that know nothing of each other",
      async run() {
        const [first, second] = [await engine.load(filesOf({})), await engine.load(filesOf({}))];
        first.withControlTokens(["the"]).encode(textRendering("the"));
        expect([...second.encode(textRendering("the")).ids]).toEqual([257]);
      },
    },
    {
      name: "a model without configurations has no BOS, and no token that is known to end it",
      async run() {
        const tokenizer = await engine.load({ ...filesOf({}), tokenizerConfig: {}, generationConfig: null });
        expect([tokenizer.bos, tokenizer.endOfSequence, tokenizer.hasGenerationConfig]).toEqual([null, [], false]);
      },
    },
    {
      name: "refuses by name what it cannot follow exactly",
      async run() {
        const error = await failureOf(engine, { pre_tokenizer: { type: "Unheard" } });
        expect(error).toMatchObject({ code: "tokenizer-not-supported" });
        expect(error?.message).toContain("Unheard");
      },
    },
    {
      name: "says broken-model of a tokenizer.json that is none, and names the model",
      async run() {
        for (const change of [{ model: null }, { added_tokens: 7 }, { normalizer: [] }]) {
          const error = await failureOf(engine, change);
          expect(error).toMatchObject({ code: "broken-model" });
          expect(error?.message).toContain("a small model");
        }
      },
    },
    {
      name: "says broken-model where the configuration names a token that is not there",
      async run() {
        const files = { ...filesOf({}), tokenizerConfig: { bos_token: "<nowhere>" } };
        await expect(engine.load(files)).rejects.toThrow("<nowhere>");
      },
    },
  ];
}

function filesOf(change: object): TokenizerFiles {
  const json = { ...small(), ...change };
  const bytes = new TextEncoder().encode(JSON.stringify(json));
  return {
    name: "a small model",
    tokenizerJson: bytes,
    parseTokenizerJson: () => json,
    tokenizerConfig: { bos_token: "<s>", eos_token: "</s>" },
    generationConfig: { eos_token_id: [259, 257, 99_999] },
    hash: createHash("sha256").update(bytes).digest("hex"),
  };
}

async function failureOf(engine: TokenizerEngine, change: object): Promise<TurnwiseError | null> {
  const error: unknown = await engine.load(filesOf(change)).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  return error instanceof TurnwiseError ? error : null;
}

/** Bytes are the ids 0 to 255; `th` is 256, `the` 257. */
function small(): object {
  let next = 256;
  const letters = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(printable(byte) ? byte : next++));
  const vocab = Object.fromEntries([...letters, "th", "the"].map((token, id) => [token, id]));
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, trim_offsets: true, use_regex: true };
  return {
    version: "1.0",
    truncation: null,
    padding: null,
    added_tokens: [added(258, "<s>"), added(259, "</s>")],
    normalizer: null,
    pre_tokenizer: byteLevel,
    post_processor: null,
    decoder: byteLevel,
    model: {
      type: "BPE",
      vocab,
      merges: [
        ["t", "h"],
        ["th", "e"],
      ],
    },
  };
}

function printable(byte: number): boolean {
  return (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;
}

function added(id: number, content: string): object {
  return { id, content, single_word: false, lstrip: false, rstrip: false, normalized: false, special: true };
}
