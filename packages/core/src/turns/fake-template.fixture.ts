import type { Conversation } from "../contracts/conversation.ts";
import type { Message } from "../contracts/message.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { joinRanges } from "../rendering/join-ranges.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import type { DerivedTurn } from "./derived-turn.ts";
import { deriveTurns } from "./derive-turns.ts";
import { createEndProbes, type RenderConversation } from "./end-probes.ts";
import { findPrefill } from "./prefill.ts";
import { planExamples } from "./plan-examples.ts";
import type { PlannedExample } from "./planned-example.ts";
import { createPrefixes, type Prefixes, type ProofBudget } from "./prefixes.ts";
import { renderingPrefill } from "./render-prefill.ts";
import type { TurnPolicy } from "./turn-policy.ts";
import type { TurnRules } from "./turn-rules.ts";

/** What a template of a test prints with. */
export interface Pen {
  /** Template text. */
  text(text: string): void;
  /** A field of a message, or a piece of it. */
  field(message: number, field: string, text: string, start?: number): void;
  /** Which message the template's loop stands at from here on; -1 behind it. */
  at(message: number): void;
}

/** A template as a function. */
export type FakeTemplate = (pen: Pen, messages: readonly Message[], addGenerationPrompt: boolean) => void;

/** What tests ask of a template. */
export interface FakeRow {
  readonly prefixes: Prefixes;
  readonly turns: readonly DerivedTurn[];
  /** How many renderings it took besides the first. */
  renderings(): number;
  plan(policy?: TurnPolicy): readonly PlannedExample[];
}

export interface FakeSettings {
  /** @default ["<e>"] */
  readonly stopTokens?: readonly string[];
  /** Whether the one rendering proves its beginnings, as a tracing engine's does. @default false */
  readonly traced?: boolean;
  /** What it then says each message depends on. @default on none behind it */
  readonly reach?: readonly number[];
  readonly budget?: ProofBudget;
  /** The field of the last message that is to be continued. @default none */
  readonly continues?: string;
}

/** Prints a conversation with a template of a test: origins known, turns not. */
export function printFake(template: FakeTemplate, conversation: Conversation, addGenerationPrompt: boolean): Rendering {
  const builder = createRenderingBuilder();
  let position = -1;
  template(
    {
      text: (text) => builder.template(text, null, null, position),
      field: (message, field, text, start = 0) => builder.data(text, null, { message, field, start }),
      at: (message) => void (position = message),
    },
    conversation.messages,
    addGenerationPrompt,
  );
  return builder.finish({ generated: null, trace: null });
}

/** Derives the turns of a conversation under a template of a test. */
export function deriveFake(
  template: FakeTemplate,
  messages: readonly Message[],
  { stopTokens = ["<e>"], traced = false, reach, budget, continues }: FakeSettings = {},
): FakeRow {
  const conversation: Conversation =
    continues === undefined ? { messages } : { messages, continueFinalMessage: continues };
  let renderings = 0;
  const print: RenderConversation = (given, addGenerationPrompt) => {
    renderings++;
    return printFake(template, given, addGenerationPrompt);
  };
  const prefill = findPrefill(conversation);
  const render = prefill === null ? print : renderingPrefill(print, conversation, prefill);
  const printed = render(conversation, false);
  renderings = 0;
  const full = traced ? withEndings(printed, template, conversation, reach) : printed;
  const prefixes = createPrefixes(conversation, full, render, budget);
  const rules: TurnRules = { stopTokens, controlTokens: null, probes: createEndProbes(render) };
  const turns = deriveTurns(conversation, prefixes, rules);
  return {
    prefixes,
    turns,
    renderings: () => renderings,
    plan: (policy = "split") => planExamples(conversation, prefixes, turns, policy, rules),
  };
}

/** Knows every beginning as a tracing engine would: where the texts part, and what stands behind. */
function withEndings(
  full: Rendering,
  template: FakeTemplate,
  { messages }: Conversation,
  reach: readonly number[] = messages.map((_, index) => index),
): Rendering {
  return {
    ...full,
    trace: {
      reach,
      ending(count) {
        const start = { messages: messages.slice(0, count) };
        const [prompt, plain] = [printFake(template, start, true), printFake(template, start, false)];
        const shared = Math.min(commonLength(full.text, prompt.text), commonLength(full.text, plain.text));
        return { start: shared, prompt: behind(prompt, shared), plain: behind(plain, shared) };
      },
    },
  };
}

function behind(rendering: Rendering, start: number): Rendering {
  return joinRanges([{ rendering, start, end: rendering.text.length }]);
}

function commonLength(left: string, right: string): number {
  let length = 0;
  while (length < Math.min(left.length, right.length) && left[length] === right[length]) length++;
  return length;
}

/** `["exact", "split:body"]` */
export function verdicts({ turns }: FakeRow): readonly string[] {
  return turns.map(({ verdict, code, detail }) => [verdict, code ?? detail].filter((word) => word !== null).join(":"));
}

/** What each example trains: `[["a1<e>"], ["a2<e>"]]`. */
export function trained(examples: readonly PlannedExample[]): readonly (readonly string[])[] {
  return examples.map(({ rendering, trained: turns }) =>
    turns.map(({ promptLength, end }) => rendering.text.slice(promptLength, end)),
  );
}

/** Each segment as `part:text`, in front of it the turn's messages where a turn begins. */
export function parts({ rendering }: PlannedExample): readonly string[] {
  return Array.from({ length: rendering.segmentCount }, (_, index) => {
    const { part, turn, text } = rendering.segment(index);
    return `${part}${turn < 0 ? "" : ` ${rendering.turns[turn]?.messages.join()}`}: ${text}`;
  });
}

export function user(content: string): Message {
  return { role: "user", content };
}

export function assistant(content: string, fields: Partial<Message> = {}): Message {
  return { role: "assistant", content, ...fields };
}

/** `<s><user>q1<e>\n<assistant>a1<e>\n`, and the prompt `<assistant>`. */
export const plainTemplate: FakeTemplate = (pen, messages, addGenerationPrompt) => {
  pen.text("<s>");
  messages.forEach(({ role, content }, index) => {
    pen.at(index);
    pen.text(`<${role}>`);
    pen.field(index, "content", String(content));
    pen.text("<e>\n");
  });
  pen.at(-1);
  if (addGenerationPrompt) pen.text("<assistant>");
};

/** A template that prints each message, then the prompt. */
export function eachMessage(
  message: (pen: Pen, index: number, messages: readonly Message[]) => void,
  prompt: string,
): FakeTemplate {
  return (pen, messages, addGenerationPrompt) => {
    messages.forEach((_, index) => {
      pen.at(index);
      message(pen, index, messages);
    });
    pen.at(-1);
    if (addGenerationPrompt) pen.text(prompt);
  };
}
