import type { EndProbes } from "./end-probes.ts";
import { createMarkup, type Markup } from "./markup.ts";

/** What turns are derived with: made once for a model and a template. */
export interface TurnRules {
  /** Texts of the tokens that stop generation. */
  readonly stopTokens: readonly string[];
  /** Texts of the control tokens; null without a tokenizer. */
  readonly controlTokens: readonly string[] | null;
  /** Names of further blocks that hold reasoning, as `think` in `<think>`. */
  readonly reasoningBlocks?: readonly string[];
  /** What the template prints between a turn and the next message. */
  readonly probes: EndProbes;
}

const markups = new WeakMap<TurnRules, Markup>();

/** The markup that the rules name, made once. */
export function markupOf(rules: TurnRules): Markup {
  const known = markups.get(rules);
  if (known !== undefined) return known;
  const markup = createMarkup(rules.controlTokens, rules.stopTokens);
  markups.set(rules, markup);
  return markup;
}
