/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import { createHash } from "node:crypto";
import { TurnwiseError, type LoadTokenizer, type ModelLoader, type TokenizerFiles } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";

export interface ModelLoaderOptions {
  /** A model that it opens. */
  readonly source: string;
  /** Names that it takes, but under which there is nothing it can read. */
  readonly missing: readonly string[];
  /** Names that are another loader's. */
  readonly foreign: readonly string[];
  /** Makes the model's tokenizer. */
  readonly loadTokenizer: LoadTokenizer;
}

/**
 * The contract of a model loader.
 *
 * @example
 * testModelLoader(directoryLoader, {
 *   source: "models/gemma3",
 *   missing: ["./no-such-folder"],
 *   foreign: ["owner/name"],
 *   loadTokenizer: bpeEngine.load,
 * });
 */
export function testModelLoader(loader: ModelLoader, options: ModelLoaderOptions): void {
  registerChecks(`model loader ${loader.name}`, modelLoaderChecks(loader, options));
}

/** The checks that `testModelLoader` registers. */
export function modelLoaderChecks(
  loader: ModelLoader,
  { source, missing, foreign, loadTokenizer }: ModelLoaderOptions,
): readonly Check[] {
  return [
    {
      name: "has a name and a description",
      run() {
        expect(loader.name).not.toBe("");
        expect(loader.description).not.toBe("");
      },
    },
    {
      name: "takes its own names and leaves others alone",
      run() {
        expect([source, ...missing].filter((name) => !loader.accepts(name))).toEqual([]);
        expect(foreign.filter((name) => loader.accepts(name))).toEqual([]);
      },
    },
    {
      name: "gives the model under the name that was asked for, its template with its hash, its tokens as texts",
      async run() {
        const { name, chatTemplate, specialTokens, tokenizer } = await loader.load(source, loadTokenizer);
        expect(name).toBe(source);
        expect(Object.keys(specialTokens).filter((key) => !key.endsWith("_token"))).toEqual([]);
        expect(Object.values(specialTokens).filter((token) => typeof token !== "string" || token === "")).toEqual([]);
        if (tokenizer.bos !== null) expect(tokenizer.bos.text).toBe(specialTokens["bos_token"]);
        if (chatTemplate === null) return;
        expect(chatTemplate.hash).toBe(createHash("sha256").update(chatTemplate.text, "utf8").digest("hex"));
      },
    },
    {
      name: "gives the engine the tokenizer's files: their bytes, parsed once, and their hash",
      async run() {
        const given: TokenizerFiles[] = [];
        const { tokenizer } = await loader.load(source, (files) => {
          given.push(files);
          return loadTokenizer(files);
        });
        expect(given).toHaveLength(1);
        for (const files of given) {
          expect(files.name).toBe(source);
          expect(files.hash).toMatch(/^[0-9a-f]{64}$/);
          expect(tokenizer.hash).toBe(files.hash);
          expect(files.parseTokenizerJson()).toBe(files.parseTokenizerJson());
          expect(files.parseTokenizerJson()).toEqual(JSON.parse(new TextDecoder().decode(files.tokenizerJson)));
        }
      },
    },
    {
      name: "says with a TurnwiseError what it cannot read, by its name",
      async run() {
        for (const name of missing) {
          const error: unknown = await loader.load(name, loadTokenizer).then(
            () => null,
            (thrown: unknown) => thrown,
          );
          expect(error, name).toBeInstanceOf(TurnwiseError);
          expect(error instanceof Error ? error.message : "").toContain(name);
        }
      },
    },
  ];
}
