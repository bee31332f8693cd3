/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import {
  RowError,
  type Conversation,
  type ModelFamily,
  type RenderOptions,
  type Rendering,
  type Segment,
} from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { deepFreeze } from "../fixtures/deep-freeze.ts";
import {
  expectColumns,
  expectControlTextIsData,
  expectMarkupIsTemplate,
  expectPlantsAreData,
  expectSources,
} from "./expect-provenance.ts";
import { expectEnds, expectParts, expectTurnOrder, expectTurnsHoldMessages } from "./expect-turns.ts";
import { SAMPLE_TOKENS, sampleConversations, type SampleConversation } from "./sample-conversations.ts";
import { REFERENCE_CLOCK } from "./template-reference.ts";
import { segmentsOf } from "./trained-texts.ts";

export const SAMPLE_OPTIONS: RenderOptions = {
  addGenerationPrompt: false,
  specialTokens: SAMPLE_TOKENS,
  clock: REFERENCE_CLOCK,
};

/** Checks that a rendering says truly who wrote each piece of it, and which part of which turn it is. */
export function renderingChecks(family: ModelFamily): readonly Check[] {
  const samples = sampleConversations(family);
  const forAll = (
    name: string,
    examine: (rendering: Rendering, sample: SampleConversation, all: readonly Segment[]) => void,
  ): Check => ({
    name,
    run() {
      for (const sample of samples) {
        const rendering = family.renderer.render(sample.conversation, SAMPLE_OPTIONS);
        examine(rendering, sample, segmentsOf(rendering));
      }
    },
  });
  return [
    forAll("segments joined are the text, from columns of one length", (rendering, _sample, all) =>
      expectColumns(rendering, all),
    ),
    forAll("every segment has a part, and turns stand in order", (rendering, sample, all) =>
      expectParts(rendering, all, sample),
    ),
    forAll("every message is in one turn, which has its role", expectTurnsHoldMessages),
    forAll("a turn is header, body, end, separator, and its data are body", (rendering, _sample, all) =>
      expectTurnOrder(rendering, all),
    ),
    forAll("an answer ends with an end-of-turn token", (rendering, _sample, all) =>
      expectEnds(family, rendering, all, (turn) => turn < rendering.turns.length - 1),
    ),
    forAll("the last answer ends with an end-of-turn token", (rendering, _sample, all) =>
      expectEnds(family, rendering, all, (turn) => turn === rendering.turns.length - 1),
    ),
    forAll("data stand in their field at their offset", (_rendering, sample, all) => expectSources(all, sample)),
    forAll("text from the row is data, of its message and field", expectPlantsAreData),
    forAll("contents are printed, not dropped", (rendering, { plants }) => {
      const contents = plants.filter(({ path }) => path.startsWith("content"));
      expect(contents.filter(({ text }) => !rendering.text.includes(text))).toEqual([]);
    }),
    forAll("turn markers of the template are not data", (_rendering, sample, all) =>
      expectMarkupIsTemplate(family, all, sample),
    ),
    forAll("control tokens inside data stay data", (rendering, sample) => {
      if (sample.name === "control tokens in data") expectControlTextIsData(rendering, sample);
    }),
    forAll("the input is not changed", (_rendering, { conversation }) => {
      const frozen: Conversation = deepFreeze(structuredClone(conversation));
      family.renderer.render(frozen, deepFreeze({ ...SAMPLE_OPTIONS }));
      expect(frozen).toEqual(conversation);
    }),
    {
      name: "the same conversation always gives the same rendering",
      run() {
        const rounds = [0, 1].map(() =>
          samples.map(({ conversation }) => {
            const { text, segments, fields, turns } = family.renderer.render(conversation, SAMPLE_OPTIONS);
            return { text, segments, fields, turns };
          }),
        );
        expect(rounds[1]).toEqual(rounds[0]);
      },
    },
    {
      name: "special tokens are those of the options",
      run() {
        const others = Object.fromEntries(
          Object.keys(SAMPLE_OPTIONS.specialTokens).map((key) => [key, `[other ${key}]`]),
        );
        for (const { name, conversation } of samples) {
          const { text } = family.renderer.render(conversation, SAMPLE_OPTIONS);
          const renamed = family.renderer.render(conversation, { ...SAMPLE_OPTIONS, specialTokens: others }).text;
          expect(renamed, name).toBe(replaceTokens(text, (key) => others[key] ?? ""));
          expect([replaceTokens(text, () => ""), null], name).toContain(textWithoutTokens(family, conversation));
        }
      },
    },
  ];
}

/** Null where the family refuses: the template adds the token to a text, which raises without one. */
function textWithoutTokens(family: ModelFamily, conversation: Conversation): string | null {
  try {
    return family.renderer.render(conversation, { ...SAMPLE_OPTIONS, specialTokens: {} }).text;
  } catch (error) {
    if (error instanceof RowError) return null;
    throw error;
  }
}

function replaceTokens(text: string, by: (key: string) => string): string {
  return Object.entries(SAMPLE_OPTIONS.specialTokens).reduce(
    (replaced, [key, token]) => replaced.replaceAll(token, () => by(key)),
    text,
  );
}
