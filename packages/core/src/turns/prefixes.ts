import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering, RenderingEnding, RenderingTrace } from "../contracts/rendering.ts";
import { RowError } from "../errors/row-error.ts";
import type { RenderConversation } from "./end-probes.ts";
import { Prefix } from "./prefix.ts";

/** How the beginnings of one conversation are printed: made when asked for, and kept. */
export interface Prefixes {
  /** The whole conversation without a generation prompt. */
  readonly full: Rendering;
  readonly whole: Prefix;
  /** Whether the one rendering tells how the first `count` messages are printed. */
  tells(count: number): boolean;
  /** The first `count` messages with the generation prompt; null if the template refuses them. */
  prompt(count: number): Prefix | null;
  /** Without the generation prompt. */
  plain(count: number): Prefix | null;
  /** What was said against rendering the first `count` messages, where `prompt` or `plain` gave null. */
  refusalOf(count: number): string;
}

/** How much may be rendered to compare the turns of a row with their prompts. */
export interface ProofBudget {
  /** How many times the longest rendering of the row the texts of its further renderings may have together. */
  readonly times: number;
}

export const DEFAULT_PROOF_BUDGET: ProofBudget = { times: 200 };

const NO_TRACE: RenderingTrace = { reach: [], ending: () => null };

/**
 * Asks first what the one rendering tells, and renders where it cannot tell.
 *
 * @param ending what the one rendering tells of the conversation's beginnings
 * @throws {RowError} `unproven`, from `prompt` and `plain`, beyond the budget
 */
export function createPrefixes(
  conversation: Conversation,
  full: Rendering,
  render: RenderConversation,
  budget: ProofBudget = DEFAULT_PROOF_BUDGET,
  ending: RenderingTrace["ending"] = (message) => full.trace?.ending(message) ?? null,
): Prefixes {
  const count = conversation.messages.length;
  const whole = new Prefix(full, "one-render");
  // By how many messages they are of.
  const known: Record<"prompt" | "plain", (Prefix | null)[]> = { prompt: [], plain: [] };
  const refusals: string[] = [];
  let longest = full.text.length;
  let spent = 0;
  let traced: RenderingTrace | null = null;

  function rendered(messages: number, addGenerationPrompt: boolean): Prefix | null {
    if (spent > budget.times * longest) {
      throw new RowError(
        "unproven",
        `the turns before message ${messages} were not compared with their prompts: this template looks at later messages, so each ` +
          `turn takes renderings of its own, and those of this row have ${spent} characters by now, over ${budget.times} times its longest. ` +
          "Allow more with --proof-budget, or train it unproven with --turns as-rendered.",
        { message: Math.max(0, messages - 1) },
      );
    }
    try {
      const start = { ...conversation, messages: conversation.messages.slice(0, messages) };
      const rendering = render(start, addGenerationPrompt);
      spent += rendering.text.length;
      longest = Math.max(longest, rendering.text.length);
      return new Prefix(rendering, "prompt-render");
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      refusals[messages] = error.message;
      return null;
    }
  }

  /** Endings behind answers are seldom needed: one more rendering traces them all. */
  function endingBehind(messages: number): RenderingEnding | null {
    if (full.trace === null || conversation.messages[messages - 1]?.role !== "assistant") return null;
    traced ??= traceBehind();
    return traced.ending(messages);
  }

  function traceBehind(): RenderingTrace {
    const answers = endingsToTrace(conversation);
    if (!answers.some((message) => ending(message) !== null)) return NO_TRACE;
    const behind = answers.map((message) => message + 1);
    const rendering = render(conversation, false, behind);
    spent += rendering.text.length;
    return rendering.text === full.text && rendering.trace !== null ? rendering.trace : NO_TRACE;
  }

  function prefix(kind: "prompt" | "plain", messages: number): Prefix | null {
    if (kind === "plain" && messages === count) return whole;
    const made = known[kind][messages];
    if (made !== undefined) return made;
    const told = ending(messages) ?? endingBehind(messages);
    const found = told === null ? rendered(messages, kind === "prompt") : whole.ending(told.start, told[kind]);
    known[kind][messages] = found;
    return found;
  }

  return {
    full,
    whole,
    tells: (messages) => ending(messages) !== null,
    prompt: (messages) => prefix("prompt", messages),
    plain: (messages) => prefix("plain", messages),
    refusalOf: (messages) => refusals[messages] ?? "",
  };
}

/**
 * Before which messages a tracing renderer is to end the conversation as well (`RenderOptions.endBefore`): before each answer. What is
 * needed of the endings behind answers, `createPrefixes` asks for when it is.
 */
export function endingsToTrace({ messages }: Conversation): readonly number[] {
  return messages.flatMap(({ role }, index) => (role === "assistant" ? [index] : []));
}
