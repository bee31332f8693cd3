/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import { textRendering, type Rendering, type Tokenizer } from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { cutRendering } from "./cut-rendering.ts";

/** Checks that every token says where it came from, and that cutting a text into segments does not change its ids. */
export function provenanceChecks(create: () => Tokenizer | Promise<Tokenizer>, texts: readonly string[]): Check[] {
  const forAll = (name: string, examine: (tokenizer: Tokenizer, text: string, seed: number) => void): Check => ({
    name,
    async run() {
      const tokenizer = await create();
      texts.forEach((text, seed) => examine(tokenizer, text, seed));
    },
  });
  return [
    forAll("ids do not depend on how template text is cut into segments", (tokenizer, text, seed) => {
      const whole = tokenizer.encode(textRendering(text));
      expect(tokenizer.encode(cutRendering(text, "template", seed)).ids, text).toEqual(whole.ids);
    }),
    forAll(
      "ids of text without control tokens are the same in the template and in the data",
      (tokenizer, text, seed) => {
        if (tokenizer.controlTokens.some((token) => text.includes(token.text))) return;
        const whole = tokenizer.encode(textRendering(text));
        expect(tokenizer.encode(cutRendering(text, "data", seed)).ids, text).toEqual(whole.ids);
      },
    ),
    forAll("starts: one a token, from 0, never decreasing, inside the text, never inside a character", expectStarts),
    forAll("firstToken: the first token that starts at or after each segment's start", expectFirstTokens),
    forAll("straddles: sorted, exactly the tokens that reach into a later segment", expectStraddles),
    {
      name: "a text of nothing has no tokens",
      async run() {
        const tokenizer = await create();
        const tokens = tokenizer.encode(textRendering(""));
        expect([...tokens.ids]).toEqual([]);
        expect([...tokens.firstToken]).toEqual([0]);
        expect([...tokens.straddles]).toEqual([]);
        expect([...tokenizer.starts(textRendering(""), tokens)]).toEqual([]);
      },
    },
    {
      name: "columns belong to the caller: writing into them changes no later result",
      async run() {
        const tokenizer = await create();
        const rendering = textRendering(texts[0] ?? "Hello");
        const first = tokenizer.encode(rendering);
        const ids = [...first.ids];
        first.ids.fill(-7);
        first.firstToken.fill(-7);
        tokenizer.starts(rendering, tokenizer.encode(rendering)).fill(-7);
        const second = tokenizer.encode(rendering);
        expect([...second.ids]).toEqual(ids);
        expect([...tokenizer.starts(rendering, second)][0]).toBe(0);
      },
    },
  ];
}

function expectStarts(tokenizer: Tokenizer, text: string, seed: number): void {
  const rendering = cutRendering(text, "data", seed);
  const { ids } = tokenizer.encode(rendering);
  const starts = [...tokenizer.starts(rendering, tokenizer.encode(rendering))];
  expect(starts.length, text).toBe(ids.length);
  expect(starts[0], text).toBe(0);
  expect(starts, text).toEqual([...starts].toSorted((a, b) => a - b));
  expect(
    starts.every((start) => start < text.length),
    text,
  ).toBe(true);
  const splitsPair = starts.filter((start) => start > 0 && (text.codePointAt(start - 1) ?? 0) > 0xffff);
  expect(splitsPair, `${text}: starts inside a surrogate pair`).toEqual([]);
}

function expectFirstTokens(tokenizer: Tokenizer, text: string, seed: number): void {
  const rendering = cutRendering(text, "data", seed);
  const { ids, firstToken, starts } = encoded(tokenizer, rendering);
  const expected = segmentStarts(rendering).map((start) => firstAt(starts, start));
  expect([...firstToken], text).toEqual([...expected, ids.length]);
}

/** A token's end is known up to one character: bytes of the next character may belong to it. */
function expectStraddles(tokenizer: Tokenizer, text: string, seed: number): void {
  const rendering = cutRendering(text, "data", seed);
  const { ids, straddles, starts } = encoded(tokenizer, rendering);
  const borders = segmentStarts(rendering);
  const next = (token: number): number => starts[token + 1] ?? text.length;
  const all = Array.from(ids, (_, token) => token);
  const reaches = (token: number, to: number): boolean =>
    borders.some((border) => (starts[token] ?? 0) < border && border < to);
  expect([...straddles], text).toEqual([...new Set(straddles)].toSorted((a, b) => a - b));
  expect(
    all.filter((token) => reaches(token, next(token)) && !straddles.includes(token)),
    `${text}: missing`,
  ).toEqual([]);
  expect(
    [...straddles].filter((token) => !reaches(token, next(token) + 1)),
    `${text}: surplus`,
  ).toEqual([]);
}

function encoded(tokenizer: Tokenizer, rendering: Rendering) {
  const tokens = tokenizer.encode(rendering);
  return { ...tokens, starts: tokenizer.starts(rendering, tokens) };
}

function segmentStarts(rendering: Rendering): readonly number[] {
  return [0, ...rendering.segments.end].slice(0, rendering.segmentCount);
}

function firstAt(starts: Int32Array, offset: number): number {
  const first = starts.findIndex((start) => start >= offset);
  return first < 0 ? starts.length : first;
}
