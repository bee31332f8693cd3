import { RowError, type Conversation, type ModelFamily, type Rendering } from "@turnwise/core";
import chatml from "@turnwise/chatml";
import gemma from "@turnwise/gemma";
import llama from "@turnwise/llama";
import { describe, expect, it } from "vitest";
import { joinRanges } from "../../packages/core/src/rendering/join-ranges.ts";
import { assignParts } from "../../packages/core/src/turns/assign-parts.ts";
import { deriveTurns } from "../../packages/core/src/turns/derive-turns.ts";
import { createEndProbes } from "../../packages/core/src/turns/end-probes.ts";
import { planExamples } from "../../packages/core/src/turns/plan-examples.ts";
import type { PlannedExample } from "../../packages/core/src/turns/planned-example.ts";
import type { TurnPolicy } from "../../packages/core/src/turns/turn-policy.ts";
import { createPrefixes } from "../../packages/core/src/turns/prefixes.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { trainedTexts, verdictOf } from "./derived-row.ts";
import { faultsOf } from "./example-faults.ts";

const families: readonly ModelFamily[] = [chatml, gemma, llama].flatMap((plugin) => plugin.families ?? []);
const clock = new Date(2024, 6, 26, 13, 45, 7);
const specialTokens = { bos_token: "<s>", eos_token: "</s>", pad_token: "<pad>", unk_token: "<unk>" };

type Render = (conversation: Conversation, addGenerationPrompt: boolean) => Rendering;

/** What is derived of a conversation, by turns that the renderer knows or by origins alone. */
function derive({ endOfTurn }: ModelFamily, conversation: Conversation, render: Render) {
  const full = render(conversation, false);
  const rules = { stopTokens: [...endOfTurn, "</s>"], controlTokens: null, probes: createEndProbes(render) };
  const prefixes = createPrefixes(conversation, full, render);
  const turns = deriveTurns(conversation, prefixes, rules);
  const plan = (policy: TurnPolicy): readonly PlannedExample[] =>
    planExamples(conversation, prefixes, turns, policy, rules);
  return { turns, rendering: assignParts(full, conversation, turns), plan };
}

/** The text of body and end of each turn of the assistant. */
function answers(rendering: Rendering): readonly string[] {
  const texts = rendering.turns.map(() => "");
  for (let index = 0; index < rendering.segmentCount; index++) {
    const { part, turn, text } = rendering.segment(index);
    if (part === "body" || part === "end") texts[turn] += text;
  }
  return texts.filter((_, turn) => rendering.turns[turn]?.role === "assistant");
}

function withoutParts(rendering: Rendering): Rendering {
  return joinRanges([{ rendering, start: 0, end: rendering.text.length }]);
}

function nativeOf({ renderer }: ModelFamily): Render {
  return (conversation, addGenerationPrompt) =>
    renderer.render(conversation, { addGenerationPrompt, specialTokens, clock });
}

function takes(family: ModelFamily, conversation: Conversation): boolean {
  try {
    return nativeOf(family)(conversation, false).text !== "";
  } catch (error) {
    if (error instanceof RowError) return false;
    throw error;
  }
}

const cases = families.flatMap((family) =>
  Object.entries(CONVERSATIONS)
    .filter(([, conversation]) => takes(family, conversation))
    .map(([name, conversation]) => ({ family, name, conversation })),
);

describe("the turns of families that know them", () => {
  it.each(cases)("$family.name, $name: are what origins alone tell", ({ family, conversation }) => {
    const native = nativeOf(family);
    const known = derive(family, conversation, native);
    const derived = derive(family, conversation, (given, prompt) => withoutParts(native(given, prompt)));
    expect(derived.turns.map(verdictOf)).toEqual(known.turns.map(verdictOf));
    expect(answers(derived.rendering)).toEqual(answers(known.rendering));
    const policy = known.turns.some(({ code }) => code !== null) ? "as-rendered" : "split";
    expect(derived.plan(policy).map(trainedTexts)).toEqual(known.plan(policy).map(trainedTexts));
    expect([...derived.plan(policy), ...known.plan(policy)].flatMap(faultsOf)).toEqual([]);
  });
});
