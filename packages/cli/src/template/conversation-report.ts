import {
  createEndProbes,
  createPrefixes,
  deriveTurns,
  endingsToTrace,
  findPrefill,
  isContinued,
  planExamples,
  renderingPrefill,
  RowError,
  verdictName,
  type DerivedTurn,
  type PlannedExample,
  type RenderConversation,
  type TemplateRenderer,
  type TurnPolicy,
  type TurnRules,
} from "@turnwise/core";

import type { RawConversation } from "./raw-conversation.ts";

/** What becomes of one conversation, by a template alone. */
export interface ConversationReport {
  /** The whole conversation as the template prints it; where it is to be continued, up to there. */
  readonly text: string;
  /** One for each assistant turn: `exact`, `exact:end-appended`, `split:prefix`, `compose`, `refuse:open-prompt`, … */
  readonly verdicts: readonly string[];
  /** Text of the row that is not in what is trained: `1.reasoning_content`. */
  readonly lost: readonly string[];
  /** The code by which the policy refuses the row; null if it does not. */
  readonly refused: string | null;
  /** Why, and what to do. */
  readonly reason: string | null;
  /** What is trained of the whole rendering as it is. */
  readonly trained: readonly string[];
  /** What the policy trains: by messages, and the full rendering before others that cover as many. */
  readonly examples: readonly ReportedExample[];
}

export interface ReportedExample {
  readonly text: string;
  /** How many messages it covers. */
  readonly messages: number;
  readonly composed: boolean;
  readonly trained: readonly string[];
  /** `[start, end)` of what is trained in the text, in UTF-16 code units. */
  readonly spans: readonly (readonly [start: number, end: number])[];
}

/** How to derive the turns of one conversation. */
export interface ReportSettings {
  readonly renderer: TemplateRenderer;
  readonly stopTokens: readonly string[];
  readonly controlTokens: readonly string[] | null;
  readonly policy: TurnPolicy;
  /** Whether a last answer that is to be continued is trained. */
  readonly trainPrefill: boolean;
  readonly clock: Date;
}

/**
 * @throws {TemplateError} if the template refuses the conversation
 * @throws {RowError} `bad-prefill`, `prefill-not-printed`
 */
export function reportConversation({ conversation }: RawConversation, settings: ReportSettings): ConversationReport {
  const { renderer, stopTokens, controlTokens, policy, trainPrefill, clock } = settings;
  const renderGiven: RenderConversation = (given, addGenerationPrompt, endBefore = []) =>
    renderer.render(given, { specialTokens: {}, clock, addGenerationPrompt, endBefore });
  const prefill = findPrefill(conversation);
  const render = prefill === null ? renderGiven : renderingPrefill(renderGiven, conversation, prefill);
  const full = render(conversation, false, endingsToTrace(conversation));
  const rules: TurnRules = { stopTokens, controlTokens, probes: createEndProbes(render) };
  const prefixes = createPrefixes(conversation, full, render);
  const turns = deriveTurns(conversation, prefixes, rules);
  const chosen = turns.filter(({ messages }) => trainPrefill || !isContinued(conversation, messages));
  const plan = (by: TurnPolicy): readonly PlannedExample[] | RowError =>
    orRowError(() => planExamples(conversation, prefixes, chosen, by, rules));
  const asRendered = plan("as-rendered");
  const planned = policy === "as-rendered" ? asRendered : plan(policy);
  return {
    text: full.text,
    verdicts: turns.map(verdictName),
    lost: lostOf(turns),
    refused: planned instanceof RowError ? planned.code : null,
    reason: planned instanceof RowError ? planned.message : null,
    trained: asRendered instanceof RowError ? [] : asRendered.flatMap((example) => report(example).trained),
    examples: planned instanceof RowError ? [] : planned.map(report),
  };
}

function report({ rendering: { text }, messages, composed, trained }: PlannedExample): ReportedExample {
  const spans = trained.map(({ promptLength, end }) => [promptLength, end] as const);
  return { text, messages, composed, trained: spans.map(([start, end]) => text.slice(start, end)), spans };
}

function lostOf(turns: readonly DerivedTurn[]): readonly string[] {
  return [...new Set(turns.flatMap(({ lost }) => lost))];
}

function orRowError<T>(work: () => T): T | RowError {
  try {
    return work();
  } catch (error) {
    if (error instanceof RowError) return error;
    throw error;
  }
}
