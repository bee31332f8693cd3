import type { Conversation } from "../contracts/conversation.ts";
import type { Json } from "../contracts/json.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { SpecialTokens, TemplateRenderer } from "../contracts/template-renderer.ts";
import { RowError } from "../errors/row-error.ts";
import type { DerivedTurn } from "../turns/derived-turn.ts";
import { deriveTurns } from "../turns/derive-turns.ts";
import { createPrefixes, endingsToTrace, type Prefixes } from "../turns/prefixes.ts";
import type { TurnRules } from "../turns/turn-rules.ts";

/** What a template is profiled with. */
export interface ProfileSettings {
  readonly specialTokens: SpecialTokens;
  readonly clock: Date;
  readonly rules: TurnRules;
  readonly templateArguments?: Readonly<Record<string, Json>> | undefined;
}

/** A conversation as the template prints it, and what its assistant turns are found to be. */
export interface RenderedChat {
  readonly conversation: Conversation;
  readonly prefixes: Prefixes;
  readonly turns: readonly DerivedTurn[];
}

/** Renders small conversations once each; what a template refuses is a value. */
export interface RenderedChats {
  readonly settings: ProfileSettings;
  chat(conversation: Conversation): RenderedChat | RowError;
  /** The text alone, at another time. */
  textAt(clock: Date, conversation: Conversation): string | null;
}

export function createRenderedChats(renderer: TemplateRenderer, settings: ProfileSettings): RenderedChats {
  const { specialTokens, templateArguments = {}, rules } = settings;
  const known = new Map<Conversation, RenderedChat | RowError>();

  function render(
    given: Conversation,
    addGenerationPrompt: boolean,
    clock: Date,
    endBefore?: readonly number[],
  ): Rendering {
    const conversation = { ...given, templateArguments };
    const options = { addGenerationPrompt, specialTokens, clock };
    return renderer.render(conversation, endBefore === undefined ? options : { ...options, endBefore });
  }

  function derive(conversation: Conversation): RenderedChat {
    const full = render(conversation, false, settings.clock, endingsToTrace(conversation));
    const prefixes = createPrefixes(conversation, full, (each, prompt) => render(each, prompt, settings.clock), {
      times: 1000,
    });
    return { conversation, prefixes, turns: deriveTurns(conversation, prefixes, rules) };
  }

  return {
    settings,
    chat(conversation) {
      const made = known.get(conversation) ?? orRowError(() => derive(conversation));
      known.set(conversation, made);
      return made;
    },
    textAt(clock, conversation) {
      const rendering = orRowError(() => render(conversation, false, clock));
      return rendering instanceof RowError ? null : rendering.text;
    },
  };
}

function orRowError<T>(work: () => T): T | RowError {
  try {
    return work();
  } catch (error) {
    if (error instanceof RowError) return error;
    throw error;
  }
}
