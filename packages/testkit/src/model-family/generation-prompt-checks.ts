/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import type { ModelFamily, Rendering } from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { expectParts, expectTurnOrder } from "./expect-turns.ts";
import { SAMPLE_OPTIONS } from "./rendering-checks.ts";
import { PLAIN, WITH_REASONING, WITH_SYSTEM, type SampleConversation } from "./sample-conversations.ts";
import { segmentsOf } from "./trained-texts.ts";

/**
 * Checks that the header is what the server writes: the prompt before an answer ends exactly where the answer's body begins.
 * Where a template prints something else at inference than in history, `differs` says so, and a header is at least the
 * beginning of its prompt.
 */
export function generationPromptChecks(family: ModelFamily, differs: string | undefined): readonly Check[] {
  const samples = [
    PLAIN,
    ...(family.system === "refused" ? [] : [WITH_SYSTEM]),
    ...(family.reasoningInHistory === "none" ? [] : [WITH_REASONING]),
  ];
  const forAllAnswers = (name: string, examine: (answer: Answer) => void): Check => ({
    name,
    run: () => answersOf(family, samples).forEach(examine),
  });
  return [
    forAllAnswers(
      "what is printed for the generation prompt is marked so, as template text outside turns",
      (answer) => {
        const all = segmentsOf(answer.prompt);
        const first = all.findIndex(({ part }) => part === "generation-prompt");
        const tail = first < 0 ? [] : all.slice(first);
        expect(tail.filter(({ part, origin }) => part !== "generation-prompt" || origin !== "template")).toEqual([]);
        expectParts(answer.prompt, all, answer.sample);
        expectTurnOrder(answer.prompt, all);
        const marked = tail.map(({ text }) => text).join("");
        const { text } = answer.prompt;
        if (!text.startsWith(answer.unasked) || text === answer.unasked) return;
        expect(marked).not.toBe("");
        expect(text.slice(answer.unasked.length).endsWith(marked), `${marked} is what is added`).toBe(true);
      },
    ),
    forAllAnswers("without being asked for, no generation prompt is printed", ({ full }) => {
      expect(segmentsOf(full).filter(({ part }) => part === "generation-prompt")).toEqual([]);
    }),
    differs === undefined
      ? forAllAnswers("the prompt begins the full text and ends where the answer's body begins", (answer) => {
          expect(answer.full.text.slice(0, answer.bodyStart)).toBe(answer.prompt.text);
        })
      : {
          name: `an answer's header begins its generation prompt, which differs: ${differs}`,
          run() {
            const answers = answersOf(family, samples);
            for (const { prompt, full, bodyStart } of answers) {
              expect(prompt.text.startsWith(full.text.slice(0, bodyStart)), prompt.text).toBe(true);
            }
            const different = answers.filter(({ prompt, full }) => !full.text.startsWith(prompt.text));
            expect(different.length, "answers whose prompt differs; if none, drop promptDiffers").toBeGreaterThan(0);
          },
        },
  ];
}

interface Answer {
  readonly sample: SampleConversation;
  readonly full: Rendering;
  /** The messages before the answer, with the generation prompt. */
  readonly prompt: Rendering;
  /** The same without. */
  readonly unasked: string;
  /** Where in the full text the answer's body begins. */
  readonly bodyStart: number;
}

function answersOf(family: ModelFamily, samples: readonly SampleConversation[]): readonly Answer[] {
  const answers = samples.flatMap((sample) => {
    const { conversation } = sample;
    const full = family.renderer.render(conversation, SAMPLE_OPTIONS);
    const all = segmentsOf(full);
    return full.turns.flatMap(({ role, messages }, turn) => {
      const body = all.find((segment) => segment.turn === turn && segment.part === "body");
      if (role !== "assistant" || body === undefined) return [];
      const before = { messages: conversation.messages.slice(0, messages[0]) };
      const prompt = family.renderer.render(before, { ...SAMPLE_OPTIONS, addGenerationPrompt: true });
      const unasked = family.renderer.render(before, SAMPLE_OPTIONS).text;
      return [{ sample, full, prompt, unasked, bodyStart: body.start }];
    });
  });
  expect(answers.length, "answers with a body in plain chats").toBe(samples.length * 2);
  return answers;
}
