import { jinjaEngine } from "../../packages/transformers/src/template/jinja-engine.ts";
import type { Conversation, SpecialTokens, TemplateRenderer } from "@turnwise/core";
import { sha256 } from "./conformance.ts";
import type { DerivedTurn } from "../../packages/core/src/turns/derived-turn.ts";
import { deriveTurns } from "../../packages/core/src/turns/derive-turns.ts";
import { createEndProbes, type RenderConversation } from "../../packages/core/src/turns/end-probes.ts";
import { planExamples } from "../../packages/core/src/turns/plan-examples.ts";
import type { PlannedExample } from "../../packages/core/src/turns/planned-example.ts";
import { createPrefixes, endingsToTrace, type Prefixes } from "../../packages/core/src/turns/prefixes.ts";
import type { TurnPolicy } from "../../packages/core/src/turns/turn-policy.ts";
import type { TurnRules } from "../../packages/core/src/turns/turn-rules.ts";

/** What the rules find of one conversation under one template. */
export interface DerivedRow {
  readonly prefixes: Prefixes;
  readonly turns: readonly DerivedTurn[];
  /** How many renderings it took besides the first. */
  readonly renderings: () => number;
  plan(policy: TurnPolicy): readonly PlannedExample[];
}

const clock = new Date(2024, 6, 26, 13, 45, 7);
const compiled = new Map<string, TemplateRenderer>();

/** @throws {TemplateError} what the template refuses */
export function deriveRow(
  template: string,
  conversation: Conversation,
  specialTokens: SpecialTokens,
  stopTokens: readonly string[],
): DerivedRow {
  const renderer = compiled.get(template) ?? jinjaEngine.compile({ text: template, hash: sha256(template) });
  compiled.set(template, renderer);
  let renderings = -1;
  function render(given: Conversation, addGenerationPrompt: boolean, endBefore: readonly number[] = []) {
    renderings++;
    return renderer.render(given, { addGenerationPrompt, specialTokens, clock, endBefore });
  }
  const renderConversation: RenderConversation = (given, addGenerationPrompt) => render(given, addGenerationPrompt);
  const full = render(conversation, false, endingsToTrace(conversation));
  const prefixes = createPrefixes(conversation, full, renderConversation);
  const rules: TurnRules = { stopTokens, controlTokens: null, probes: createEndProbes(renderConversation) };
  const turns = deriveTurns(conversation, prefixes, rules);
  return {
    prefixes,
    turns,
    renderings: () => renderings,
    plan: (policy) => planExamples(conversation, prefixes, turns, policy, rules),
  };
}

/** The verdict in one word or two: `exact`, `exact:end-appended`, `split:body`, `compose`, `refuse:no-stop`. */
export function verdictOf({ verdict, code, detail }: DerivedTurn): string {
  if (verdict === "refused") return `refuse:${code}`;
  if (verdict === "composed") return "compose";
  return detail === null ? verdict : `${verdict}:${detail}`;
}

/** What an example trains, turn by turn. */
export function trainedTexts({ rendering, trained }: PlannedExample): readonly string[] {
  return trained.map(({ promptLength, end }) => rendering.text.slice(promptLength, end));
}
