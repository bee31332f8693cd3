/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import type { Conversation, ModelFamily, Rendering } from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { SAMPLE_OPTIONS } from "./rendering-checks.ts";
import { PLAIN, WITH_SYSTEM } from "./sample-conversations.ts";
import { segmentsOf } from "./trained-texts.ts";

/**
 * Checks that the header is what the server writes: the prompt before an answer ends exactly where the answer's body begins.
 * Where a template prints something else at inference than in history, `differs` says so, and a header is at least the
 * beginning of its prompt.
 */
export function generationPromptChecks(family: ModelFamily, differs: string | undefined): readonly Check[] {
  const conversations = [PLAIN, ...(family.system === "refused" ? [] : [WITH_SYSTEM])].map((each) => each.conversation);
  const forAllAnswers = (
    name: string,
    examine: (prompt: Rendering, full: Rendering, bodyStart: number) => void,
  ): Check => ({
    name,
    run() {
      for (const { conversation, full, turn, bodyStart } of answersOf(family, conversations)) {
        examine(promptBefore(family, conversation, full.turns[turn]?.messages[0] ?? 0), full, bodyStart);
      }
    },
  });
  return [
    forAllAnswers("the generation prompt stands at the end of a prompt, as template text outside turns", (prompt) => {
      const all = segmentsOf(prompt);
      const first = all.findIndex(({ part }) => part === "generation-prompt");
      const tail = first < 0 ? [] : all.slice(first);
      expect(tail.filter(({ part, origin }) => part !== "generation-prompt" || origin !== "template")).toEqual([]);
    }),
    forAllAnswers("without being asked for, no generation prompt is printed", (_prompt, full) => {
      expect(segmentsOf(full).filter(({ part }) => part === "generation-prompt")).toEqual([]);
    }),
    differs === undefined
      ? forAllAnswers(
          "the prompt begins the full text and ends where the answer's body begins",
          (prompt, full, bodyStart) => {
            expect(full.text.slice(0, bodyStart)).toBe(prompt.text);
          },
        )
      : forAllAnswers(
          `an answer's header begins its generation prompt, which differs: ${differs}`,
          (prompt, full, bodyStart) => {
            expect(prompt.text.startsWith(full.text.slice(0, bodyStart))).toBe(true);
            expect(full.text.startsWith(prompt.text), "the prompt is a prefix after all: drop promptDiffers").toBe(
              false,
            );
          },
        ),
  ];
}

interface Answer {
  readonly conversation: Conversation;
  readonly full: Rendering;
  readonly turn: number;
  readonly bodyStart: number;
}

function answersOf(family: ModelFamily, conversations: readonly Conversation[]): readonly Answer[] {
  const answers = conversations.flatMap((conversation) => {
    const full = family.renderer.render(conversation, SAMPLE_OPTIONS);
    const all = segmentsOf(full);
    return full.turns.flatMap(({ role }, turn) => {
      const body = all.find((segment) => segment.turn === turn && segment.part === "body");
      return role === "assistant" && body !== undefined ? [{ conversation, full, turn, bodyStart: body.start }] : [];
    });
  });
  expect(answers.length, "answers in plain chats").toBe(conversations.length * 2);
  return answers;
}

function promptBefore(family: ModelFamily, { messages }: Conversation, answer: number): Rendering {
  return family.renderer.render(
    { messages: messages.slice(0, answer) },
    { ...SAMPLE_OPTIONS, addGenerationPrompt: true },
  );
}
