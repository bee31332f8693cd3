/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import {
  appendedEndings,
  RowError,
  type AppendedBeginnings,
  type Conversation,
  type ModelFamily,
  type RenderOptions,
  type Rendering,
} from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { conversationOfContext } from "./conversation-of-context.ts";
import { SAMPLE_OPTIONS } from "./rendering-checks.ts";
import { sampleConversations } from "./sample-conversations.ts";
import type { TemplateReference } from "./template-reference.ts";

/**
 * Checks a renderer that says that it only appends (`TemplateRenderer.appends`): wherever an answer begins or ends, what follows from the
 * rendering of a whole conversation is what is printed for its beginning.
 */
export function appendingChecks(family: ModelFamily, references: readonly TemplateReference[]): readonly Check[] {
  const { appends = false } = family.renderer;
  if (appends === false) return [];
  const samples = (): readonly Case[] => [
    ...sampleConversations(family).map(({ name, conversation }) => ({ name, conversation, options: SAMPLE_OPTIONS })),
    ...references.flatMap(({ name, cases, turns }) =>
      [...cases, ...turns].map((each) => ({ name: `${name} > ${each.name}`, ...conversationOfContext(each.context) })),
    ),
  ];
  return [
    {
      name: appends === true ? "appends: true" : "appends some beginnings",
      run() {
        const compared = samples().map((each) => compareBeginnings(family, appends, each));
        expect(
          compared.reduce((sum, count) => sum + count, 0),
          "beginnings that were compared",
        ).toBeGreaterThan(1);
        comparePrompts(family, samples());
      },
    },
  ];
}

/** A generation prompt is kept from row to row: without tools, the same arguments and special tokens give the same one. */
function comparePrompts({ renderer }: ModelFamily, cases: readonly Case[]): void {
  const first = new Map<string, string>();
  for (const { name, conversation, options } of cases) {
    if (conversation.tools !== undefined) continue;
    const rendering = orNull(() => renderer.render(conversation, { ...options, addGenerationPrompt: true }));
    if (rendering === null) continue;
    const prompt = Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index))
      .filter(({ part }) => part === "generation-prompt")
      .map(({ text }) => text)
      .join("");
    const decides = JSON.stringify([conversation.templateArguments, options.specialTokens, options.clock]);
    const known = first.get(decides);
    if (known === undefined) first.set(decides, prompt);
    else expect(prompt, `${name}: the generation prompt of other conversations`).toBe(known);
  }
}

interface Case {
  readonly name: string;
  readonly conversation: Conversation;
  readonly options: RenderOptions;
}

/** Gives how many beginnings could be compared. */
function compareBeginnings(
  { renderer }: ModelFamily,
  appends: true | AppendedBeginnings,
  { name, conversation, options }: Case,
): number {
  const print = (count: number, addGenerationPrompt: boolean): Rendering | null =>
    orNull(() => {
      const messages = conversation.messages.slice(0, count);
      return renderer.render({ ...conversation, messages }, { ...options, addGenerationPrompt });
    });
  const { length } = conversation.messages;
  const full = print(length, false);
  if (full === null) return 0;
  const ending = appendedEndings(
    full,
    () => renderer.render(conversation, { ...options, addGenerationPrompt: true }),
    length,
    { prompt: null },
    appends === true ? undefined : (count) => appends(conversation, count),
  );
  let compared = 0;
  for (let count = 1; count < length; count++) {
    const isBorder = [count - 1, count].some((message) => conversation.messages[message]?.role === "assistant");
    const told = isBorder ? ending(count) : null;
    if (told === null) continue;
    const start = full.text.slice(0, told.start);
    const what = `${name}: the first ${count} messages`;
    expect(print(count, false)?.text, what).toBe(start + told.plain.text);
    expect(print(count, true)?.text, `${what} with the generation prompt`).toBe(start + told.prompt.text);
    compared++;
  }
  return compared;
}

function orNull(render: () => Rendering): Rendering | null {
  try {
    return render();
  } catch (error) {
    if (error instanceof RowError) return null;
    throw error;
  }
}
