/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import {
  createRenderingBuilder,
  RowError,
  textRendering,
  type NamedToken,
  type Rendering,
  type Tokenizer,
} from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { dataRendering } from "./cut-rendering.ts";

/** Checks that control tokens match in template text only. */
export function controlTokenChecks(
  create: () => Tokenizer | Promise<Tokenizer>,
  turnMarkers: readonly string[],
): readonly Check[] {
  return [
    {
      name: "each control token is one token in template text, alone and between others",
      async run() {
        const tokenizer = await create();
        for (const { id, text } of someOf(tokenizer.controlTokens)) {
          expect([...tokenizer.encode(textRendering(text)).ids], text).toEqual([id]);
          expect(tokenizer.encode(textRendering(`${text}x${text}`)).ids.filter((each) => each === id).length).toBe(2);
        }
      },
    },
    {
      name: "control tokens in data stay text",
      async run() {
        const tokenizer = await create();
        for (const { text } of someOf(tokenizer.controlTokens)) expectStaysText(tokenizer, text);
      },
    },
    {
      name: "a control token that template and data would only make together stays text",
      async run() {
        const tokenizer = await create();
        for (const { id, text: token } of someOf(tokenizer.controlTokens)) {
          for (let cut = 1; cut < token.length; cut++) {
            const halves = [token.slice(0, cut), token.slice(cut)] as const;
            for (const rendering of [mixed(halves, "template", "data"), mixed(halves, "data", "template")]) {
              expect([...tokenizer.encode(rendering).ids], `${halves[0]} and ${halves[1]}`).not.toContain(id);
            }
          }
        }
      },
    },
    {
      name: "counts what the data holds of control tokens, makes them on demand, and refuses them on demand",
      async run() {
        const tokenizer = await create();
        for (const { id, text } of someOf(tokenizer.controlTokens)) {
          const rendering = dataRendering(`${text} a${text}`);
          expect(tokenizer.encode(rendering).controlTokensInData, text).toBe(2);
          expect(tokenizer.encode(textRendering(text)).controlTokensInData, text).toBe(0);
          const joint = tokenizer.encode(textRendering(rendering.text)).ids;
          const allowed = tokenizer.encode(rendering, { controlTokensInData: "allow" });
          expect(allowed.ids, text).toEqual(joint);
          expect(joint, text).toContain(id);
          expect(allowed.controlTokensInData, text).toBe(2);
          expect(() => tokenizer.encode(rendering, { controlTokensInData: "reject" }), text).toThrow(RowError);
        }
        const harmless = dataRendering("harmless");
        expect(tokenizer.encode(harmless, { controlTokensInData: "reject" })).toEqual(tokenizer.encode(harmless));
      },
    },
    {
      name: "withControlTokens ignores unknown texts and leaves the tokenizer as it was",
      async run() {
        const tokenizer = await create();
        const text = "Hello <|no such token|>";
        const before = [...tokenizer.encode(textRendering(text)).ids];
        const other = tokenizer.withControlTokens(["<|no such token|>", ""]);
        expect([...other.encode(textRendering(text)).ids]).toEqual(before);
        expect([...tokenizer.encode(textRendering(text)).ids]).toEqual(before);
        expect(other.controlTokens).toEqual(tokenizer.controlTokens);
      },
    },
    ...(turnMarkers.length === 0 ? [] : [turnMarkerCheck(create, turnMarkers)]),
  ];
}

function turnMarkerCheck(create: () => Tokenizer | Promise<Tokenizer>, turnMarkers: readonly string[]): Check {
  return {
    name: "withControlTokens makes turn markers control tokens",
    async run() {
      const plain = await create();
      const untouched = turnMarkers.map((marker) => [...plain.encode(dataRendering(marker)).ids]);
      const tokenizer = plain.withControlTokens(turnMarkers);
      for (const marker of turnMarkers) {
        expect(textsOf(tokenizer.controlTokens), marker).toContain(marker);
        expect(tokenizer.encode(textRendering(marker)).ids.length, marker).toBe(1);
        expectStaysText(tokenizer, marker);
      }
      expect(turnMarkers.map((marker) => [...plain.encode(dataRendering(marker)).ids])).toEqual(untouched);
    },
  };
}

function expectStaysText(tokenizer: Tokenizer, token: string): void {
  const id = tokenizer.encode(textRendering(token)).ids[0] ?? -1;
  for (const text of [token, `a${token}b`, ` ${token}\n`, `${token}${token}`]) {
    const { ids } = tokenizer.encode(dataRendering(text));
    expect([...ids], `${token} as data`).not.toContain(id);
    expect(ids.length, `${token} as data`).toBeGreaterThan(0);
  }
  const surrounded = createRenderingBuilder();
  surrounded.turn("user", [0]);
  surrounded.template(token, "header");
  surrounded.data(token, "body", { message: 0, field: "content", start: 0 });
  surrounded.template(token, "end");
  const { ids } = tokenizer.encode(surrounded.finish());
  expect(ids.filter((each) => each === id).length, `${token} around ${token} as data`).toBe(2);
  expect(ids[0]).toBe(id);
  expect(ids.at(-1)).toBe(id);
}

function mixed(texts: readonly [string, string], ...origins: readonly ("template" | "data")[]): Rendering {
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  texts.forEach((text, index) => {
    if (origins[index] === "template") builder.template(text, "body");
    else builder.data(text, "body", { message: 0, field: "content", start: 0 });
  });
  return builder.finish();
}

/** Gemma has thousands of reserved ones: the first and the last speak for them. */
function someOf(tokens: readonly NamedToken[]): readonly NamedToken[] {
  return tokens.length <= 24 ? tokens : [...tokens.slice(0, 16), ...tokens.slice(-8)];
}

function textsOf(tokens: readonly NamedToken[]): readonly string[] {
  return tokens.map(({ text }) => text);
}
