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
  /**
   * Up to where the first `count` messages, printed alone, share the text of the whole conversation, in UTF-16 code units; null if the
   * one rendering does not tell.
   */
  told(count: number): number | null;
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
  return new RowPrefixes(conversation, full, render, budget, ending);
}

class RowPrefixes implements Prefixes {
  readonly full: Rendering;
  readonly whole: Prefix;
  readonly #conversation: Conversation;
  readonly #render: RenderConversation;
  readonly #budget: ProofBudget;
  readonly #ending: RenderingTrace["ending"];
  /** By how many messages they are of. */
  readonly #prompts: (Prefix | null)[] = [];
  readonly #plains: (Prefix | null)[] = [];
  readonly #refusals: string[] = [];
  #longest: number;
  #spent = 0;
  #traced: RenderingTrace | null = null;

  constructor(
    conversation: Conversation,
    full: Rendering,
    render: RenderConversation,
    budget: ProofBudget,
    ending: RenderingTrace["ending"],
  ) {
    this.full = full;
    this.whole = new Prefix(full, "one-render");
    this.#conversation = conversation;
    this.#render = render;
    this.#budget = budget;
    this.#ending = ending;
    this.#longest = full.text.length;
  }

  told(count: number): number | null {
    if (count === this.#conversation.messages.length) return this.whole.length;
    return this.#ending(count)?.start ?? null;
  }

  prompt(count: number): Prefix | null {
    return this.#find(this.#prompts, count, true);
  }

  plain(count: number): Prefix | null {
    return count === this.#conversation.messages.length ? this.whole : this.#find(this.#plains, count, false);
  }

  refusalOf(count: number): string {
    return this.#refusals[count] ?? "";
  }

  #find(known: (Prefix | null)[], count: number, addGenerationPrompt: boolean): Prefix | null {
    const before = known[count];
    if (before !== undefined) return before;
    const told = this.#endingOf(count);
    const found =
      told === null
        ? this.#rendered(count, addGenerationPrompt)
        : this.whole.ending(told.start, addGenerationPrompt ? told.prompt : told.plain);
    known[count] = found;
    return found;
  }

  #endingOf(count: number): RenderingEnding | null {
    return this.#ending(count) ?? this.#endingBehind(count);
  }

  /** Endings behind answers are seldom needed: one more rendering traces them all. */
  #endingBehind(count: number): RenderingEnding | null {
    if (this.full.trace === null || this.#conversation.messages[count - 1]?.role !== "assistant") return null;
    this.#traced ??= this.#traceBehind();
    return this.#traced.ending(count);
  }

  #traceBehind(): RenderingTrace {
    const answers = endingsToTrace(this.#conversation);
    if (!answers.some((message) => this.#ending(message) !== null)) return NO_TRACE;
    const behind = answers.map((message) => message + 1);
    const rendering = this.#render(this.#conversation, false, behind);
    this.#spent += rendering.text.length;
    return rendering.text === this.full.text && rendering.trace !== null ? rendering.trace : NO_TRACE;
  }

  #rendered(count: number, addGenerationPrompt: boolean): Prefix | null {
    const { times } = this.#budget;
    if (this.#spent > times * this.#longest) {
      throw new RowError(
        "unproven",
        `the turns before message ${count} were not compared with their prompts: this template looks at later messages, so each ` +
          `turn takes renderings of its own, and those of this row have ${this.#spent} characters by now, over ${times} times its longest. ` +
          "Allow more with --proof-budget, or train it unproven with --turns as-rendered.",
        { message: Math.max(0, count - 1) },
      );
    }
    try {
      const start = { ...this.#conversation, messages: this.#conversation.messages.slice(0, count) };
      const rendering = this.#render(start, addGenerationPrompt);
      this.#spent += rendering.text.length;
      this.#longest = Math.max(this.#longest, rendering.text.length);
      return new Prefix(rendering, "prompt-render");
    } catch (error) {
      if (!(error instanceof RowError)) throw error;
      this.#refusals[count] = error.message;
      return null;
    }
  }
}

/**
 * Before which messages a tracing renderer is to end the conversation as well (`RenderOptions.endBefore`): before each answer. What is
 * needed of the endings behind answers, `createPrefixes` asks for when it is.
 */
export function endingsToTrace({ messages }: Conversation): readonly number[] {
  return messages.flatMap(({ role }, index) => (role === "assistant" ? [index] : []));
}
