import { createRenderingBuilder, type EncodeOptions, type Rendering, type Tokenizer } from "@turnwise/core";
import { expect, test } from "vitest";
import { loadPackaged, WAYS } from "../testing/packaged-models.ts";

// Both tokenizers follow the same rules by other means: this one word by word with objects, the other one in a kernel's memory.

const TEXTS = [
  ..."Hello| world|\n|\n\n| |   |\t|\r\n|don't|I'LL|123456|3.14|x=1;|    return|[INST]|<|▁|▁▁a|<0x0A>|Ġ|_".split("|"),
  ..."é|e\u0301|a\u0323\u0301|q\u0307\u0323|o\u0308|\u212b|क\u093c|ক\u09c7\u09be|\u1100\u1161\u11a8|ﬁ|ſ|'ſ|ΑΣ".split(
    "|",
  ),
  ..."世界|こんにちは|한국|🦙|👩‍👩‍👧|\u00a0|\u3000|\u200b|\u0000|\u{1d518}".split("|"),
  ..."<|im_·end|>·<thi·nk>·</·<start_of_·turn>".split("·"),
];
const MODES = ["text", "text", "allow", "reject"] as const;
const CASES = 150;

interface Case {
  readonly rendering: Rendering;
  readonly options: EncodeOptions;
}

for (const [model, turnMarkers] of [
  ["qwen3", ["<think>"]],
  ["llama2", []],
  ["deepseek_v3", ["<｜User｜>"]],
  ["gemma3", ["<h1>"]],
] as const) {
  test(`${model}: both tokenizers give the same tokens, starts and errors`, async () => {
    const reference = (await loadPackaged(model)).withControlTokens(turnMarkers);
    const cases = makeCases(reference, model.length);
    const expected = cases.map((each) => answerOf(reference, each));
    expect(expected.filter((answer) => typeof answer === "string").length).toBeGreaterThan(CASES / 50);
    for (const way of ["@turnwise/bpe", "@turnwise/bpe without WebAssembly"]) {
      const other = (await loadPackaged(model, WAYS[way])).withControlTokens(turnMarkers);
      for (const [index, each] of cases.entries()) {
        expect(answerOf(other, each), `${way}, ${JSON.stringify(each.rendering.text)}`).toEqual(expected[index]);
      }
    }
  });
}

/** Tokens and their starts, or the error's code and message. */
function answerOf(tokenizer: Tokenizer, { rendering, options }: Case): unknown {
  try {
    const tokens = tokenizer.encode(rendering, options);
    return { ...tokens, starts: tokenizer.starts(rendering, tokens) };
  } catch (error) {
    return error instanceof Error && "code" in error ? `${String(error.code)}: ${error.message}` : error;
  }
}

function makeCases(tokenizer: Tokenizer, seed: number): readonly Case[] {
  const random = createRandom(seed);
  const below = (end: number): number => Math.floor(random() * end);
  const oneOf = <Item>(items: readonly [Item, ...Item[]] | readonly Item[]): Item | undefined =>
    items[below(items.length)];
  const added = [...tokenizer.addedTokens.slice(0, 40), ...tokenizer.addedTokens.slice(-20)].map(({ text }) => text);
  const piece = (): string => {
    const kind = random();
    if (kind < 0.2) return oneOf(added) ?? "";
    if (kind < 0.25) return (oneOf(added) ?? "").slice(0, 1 + below(5));
    return oneOf(TEXTS) ?? "";
  };
  return Array.from({ length: CASES }, () => {
    const text = Array.from({ length: 1 + below(25) }, piece).join("");
    const ofTemplate = random() < 0.5 ? 0.9 : 0.5;
    const longest = random() < 0.3 ? text.length : 30;
    const builder = createRenderingBuilder();
    for (let at = 0; at < text.length;) {
      const end = wholeCharacter(text, at + 1 + below(random() * longest));
      if (random() < ofTemplate) builder.template(text.slice(at, end), "body");
      else builder.data(text.slice(at, end), "body", { message: 0, field: "content", start: at });
      at = end;
    }
    const breaks = Array.from({ length: Math.max(0, below(6) - 2) }, () =>
      wholeCharacter(text, below(text.length + 1)),
    );
    return {
      rendering: builder.finish(),
      options: { breaks: breaks.toSorted((one, other) => one - other), controlTokensInData: oneOf(MODES) ?? "text" },
    };
  });
}

/** The place itself, or behind the surrogate pair that it would cut. */
function wholeCharacter(text: string, at: number): number {
  return Math.min(text.length, at > 0 && (text.codePointAt(at - 1) ?? 0) > 0xffff ? at + 1 : at);
}

/** Reproducible numbers in [0, 1): a linear congruential generator. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) / 2 ** 24;
  };
}
