/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import { textRendering, type Tokenizer } from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { createRandom } from "../fixtures/random.ts";
import { cutRendering } from "./cut-rendering.ts";

/** Checks that nothing crosses a break. */
export function breakChecks(create: () => Tokenizer | Promise<Tokenizer>, texts: readonly string[]): readonly Check[] {
  return [
    {
      name: "breaks: what stands left and right is encoded apart, the right as what continues a text",
      async run() {
        const tokenizer = await create();
        texts.forEach((text, seed) => {
          for (const at of somePlaces(text, seed)) expectApart(tokenizer, text, at, seed);
        });
        for (const { text } of tokenizer.controlTokens.slice(0, 8)) {
          for (let at = 1; at < text.length; at++) expectApart(tokenizer, `a${text}b`, at + 1, at);
        }
      },
    },
    {
      name: "breaks: several at once",
      async run() {
        const tokenizer = await create();
        texts.forEach((text) => {
          const breaks = Array.from(text, (_, index) => 3 * index).filter((at) => isPlace(text, at));
          const apart = [0, ...breaks].map((start, index) =>
            idsOf(tokenizer, text.slice(start, breaks[index]), index > 0),
          );
          expect([...tokenizer.encode(textRendering(text), { breaks }).ids], text).toEqual(apart.flat());
        });
      },
    },
  ];
}

function expectApart(tokenizer: Tokenizer, text: string, at: number, seed: number): void {
  const expected = [...idsOf(tokenizer, text.slice(0, at), false), ...idsOf(tokenizer, text.slice(at), true)];
  const rendering = cutRendering(text, "template", seed);
  const tokens = tokenizer.encode(rendering, { breaks: [at] });
  expect([...tokens.ids], `${JSON.stringify(text)} broken at ${at}`).toEqual(expected);
  const starts = tokenizer.starts(rendering, { ...tokens });
  expect(starts.length, text).toBe(expected.length);
  expect(
    starts.filter((start) => start < at).length,
    `${JSON.stringify(text)} broken at ${at}: tokens before the break`,
  ).toBe(idsOf(tokenizer, text.slice(0, at), false).length);
}

/** `continues`: as what stands behind a break at 0. */
function idsOf(tokenizer: Tokenizer, text: string, continues: boolean): readonly number[] {
  return [...tokenizer.encode(textRendering(text), continues ? { breaks: [0] } : {}).ids];
}

/** Up to four places that split no character. */
function somePlaces(text: string, seed: number): readonly number[] {
  const random = createRandom(seed);
  const places = Array.from({ length: 4 }, () => 1 + Math.floor(random() * (text.length - 1)));
  return [...new Set(places)].filter((at) => isPlace(text, at));
}

function isPlace(text: string, at: number): boolean {
  return at > 0 && at < text.length && (text.codePointAt(at - 1) ?? 0) <= 0xffff;
}
