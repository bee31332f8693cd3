import { RowError, type Conversation, type Rendering } from "@turnwise/core";
import { describe, expect, it } from "vitest";
import type { DerivedTurn } from "../../packages/core/src/turns/derived-turn.ts";
import { deriveTurns } from "../../packages/core/src/turns/derive-turns.ts";
import { createEndProbes, type RenderConversation } from "../../packages/core/src/turns/end-probes.ts";
import { planExamples } from "../../packages/core/src/turns/plan-examples.ts";
import { createPrefixes, endingsToTrace, type Prefixes } from "../../packages/core/src/turns/prefixes.ts";
import { provenTurn } from "../../packages/core/src/turns/proven-turn.ts";
import { markupOf, type TurnRules } from "../../packages/core/src/turns/turn-rules.ts";
import { jinjaEngine } from "../../packages/transformers/src/template/jinja-engine.ts";
import { hasConformance, readTemplate, sha256, templateNames } from "./conformance.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { segmentsOf } from "./example-faults.ts";
import { stopTokensOf } from "./survey.ts";

const clock = new Date(2024, 6, 26, 13, 45, 7);
const specialTokens = { bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>", pad_token: "<pad>" };

/** Messages that the template was seen to stand at without a look at later ones: without them, no turn is proven at once. */
function withoutReach(rendering: Rendering): Rendering {
  return { ...rendering, trace: rendering.trace && { ...rendering.trace, reach: [] } };
}

/** All of a turn but which renderings prove it. */
function told({ own, proof: _proof, ...turn }: DerivedTurn): unknown {
  if (own === null) return turn;
  const { prompt, plain, text, range, appended, stop, replacedStart } = own;
  return {
    ...turn,
    own: { prompt: prompt.slice(0), plain: plain.slice(0), text, range, appended, stop, replacedStart },
  };
}

function placeOf({ messages, rendered, inFull }: DerivedTurn): unknown {
  return { messages, rendered, inFull };
}

function planned(conversation: Conversation, prefixes: Prefixes, turns: readonly DerivedTurn[], rules: TurnRules) {
  try {
    return planExamples(conversation, prefixes, turns, "split", rules).map(({ rendering, trained, ...example }) => ({
      ...example,
      segments: segmentsOf(rendering),
      trained: trained.map(({ proof: _proof, ...turn }) => turn),
    }));
  } catch (error) {
    if (error instanceof RowError) return error.message;
    throw error;
  }
}

/** Turns and examples as they are derived, and by the general rules alone; and how many turns were proven at once. Null: it does not render. */
function derivedTwice(template: string, conversation: Conversation) {
  const text = readTemplate(template);
  const renderer = jinjaEngine.compile({ text, hash: sha256(text) });
  const render: RenderConversation = (given, addGenerationPrompt, endBefore = []) =>
    renderer.render(given, { addGenerationPrompt, specialTokens, clock, endBefore });
  const rules = { stopTokens: stopTokensOf(template), controlTokens: null, probes: createEndProbes(render) };
  let full: Rendering;
  try {
    full = render(conversation, false, endingsToTrace(conversation));
  } catch (error) {
    if (error instanceof RowError) return null;
    throw error;
  }
  const [quick, general] = [full, withoutReach(full)].map((rendering) => {
    const prefixes = createPrefixes(conversation, rendering, render);
    const turns = deriveTurns(conversation, prefixes, rules);
    return {
      template,
      places: turns.map(placeOf),
      turns: turns.map(told),
      examples: planned(conversation, prefixes, turns, rules),
    };
  });
  const prefixes = createPrefixes(conversation, full, render);
  const derivation = { conversation, prefixes, rules, markup: markupOf(rules) };
  const untold = createPrefixes(conversation, full, render, undefined, () => null);
  const seen = deriveTurns(conversation, untold, rules, false);
  const proven = endingsToTrace(conversation).filter((index) => {
    const prompt = prefixes.prompt(index);
    return prompt !== null && provenTurn([index], prompt, derivation) !== null;
  });
  return { quick, general, seen: seen.map(placeOf), proven: proven.length };
}

describe.skipIf(!hasConformance)("turns that the one rendering proves at once", () => {
  it.each(Object.keys(CONVERSATIONS))("are those of the general rules: %s", (name) => {
    const conversation = CONVERSATIONS[name] ?? { messages: [] };
    for (const template of templateNames()) {
      const derived = derivedTwice(template, conversation);
      expect(derived?.quick).toEqual(derived?.general);
    }
  });

  it.each(Object.keys(CONVERSATIONS))("stand where they are seen without a proof: %s", (name) => {
    const conversation = CONVERSATIONS[name] ?? { messages: [] };
    for (const template of templateNames()) {
      const derived = derivedTwice(template, conversation);
      expect({ template, places: derived?.seen }).toEqual({ template, places: derived?.general?.places });
    }
  });

  it("are most of those of templates that look at no later message", () => {
    const chat = {
      messages: [0, 1].flatMap((turn) => [message("user", `q${turn}`), message("assistant", `a${turn}`)]),
    };
    const proven = templateNames().filter((template) => derivedTwice(template, chat)?.proven === 2);
    expect(proven.length).toBeGreaterThan(50);
  });
});

function message(role: string, content: string): { readonly role: string; readonly content: string } {
  return { role, content };
}
