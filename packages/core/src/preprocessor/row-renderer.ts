import type { Conversation } from "../contracts/conversation.ts";
import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { RowError } from "../errors/row-error.ts";
import { appendedEndings, type KeptPrompt } from "../turns/appended-endings.ts";
import { assignParts } from "../turns/assign-parts.ts";
import { deriveTurns } from "../turns/derive-turns.ts";
import { findPrefill } from "../turns/prefill.ts";
import { createPrefixes, endingsToTrace } from "../turns/prefixes.ts";
import { renderingPrefill } from "../turns/render-prefill.ts";
import { createControlTokenCheck } from "./check-control-tokens.ts";
import { joinContentParts } from "./join-content-parts.ts";
import type { RenderedRow } from "./planned-row.ts";
import type { PreprocessorParts } from "./preprocessor-parts.ts";
import { promptOf } from "./prompt-of.ts";
import { readRoles } from "./read-roles.ts";
import { withArguments } from "./with-arguments.ts";

/** Renders rows as a preprocessor's settings say. */
export interface RowRenderer {
  /** The conversation as the renderer is to read it. */
  adapt(given: Conversation): { readonly conversation: Conversation; readonly diagnostics: readonly Diagnostic[] };
  render(conversation: Conversation, addGenerationPrompt: boolean): Rendering;
  /** With a generation prompt. @throws {RowError} `bad-prefill` if the last message is to be continued */
  renderPrompt(conversation: Conversation): Rendering;
  /** The whole conversation, and what follows from it about its turns. */
  renderRow(conversation: Conversation): RenderedRow;
}

/** @throws {RowError} from its methods, for what a row does not say or a template does not print */
export function createRowRenderer(parts: PreprocessorParts): RowRenderer {
  const { renderer, tokenizer, specialTokens, clock, mask, rules } = parts;
  const knowsOrigins = renderer.provenance !== "text";
  const checkControlTokens = knowsOrigins ? () => {} : createControlTokenCheck(tokenizer.controlTokens);
  const keptPrompt: KeptPrompt = { prompt: null };
  const namedRoles = [...new Set(Object.values(parts.roles))];
  const renames = namedRoles.length > 0;

  function adapt(given: Conversation): { conversation: Conversation; diagnostics: readonly Diagnostic[] } {
    if (given.messages.length === 0) throw new RowError("no-messages", "the conversation has no messages");
    const named = withArguments(renames ? readRoles(given, parts.roles) : given, parts.templateArguments);
    const adapted = parts.readsContentParts
      ? { conversation: named, diagnostics: NO_DIAGNOSTICS }
      : joinContentParts(named, renderer.name);
    checkControlTokens(adapted.conversation);
    return adapted;
  }

  function render(
    conversation: Conversation,
    addGenerationPrompt: boolean,
    endBefore: readonly number[] = [],
  ): Rendering {
    const rendering = renderer.render(conversation, {
      addGenerationPrompt,
      specialTokens,
      clock,
      roles: namedRoles,
      endBefore,
    });
    if (!rendering.text.isWellFormed()) {
      throw new RowError(
        "lone-surrogate",
        "the text holds half of a surrogate pair, which has no UTF-8. Repair the row.",
      );
    }
    return rendering;
  }

  function renderPrompt(conversation: Conversation): Rendering {
    if (findPrefill(conversation) === null) return render(conversation, true);
    throw new RowError(
      "bad-prefill",
      "the last message is to be continued, so no generation prompt follows it. Render the row without --add-generation-prompt.",
      { message: conversation.messages.length - 1 },
    );
  }

  function renderRow(conversation: Conversation): RenderedRow {
    const prefill = findPrefill(conversation);
    const renderAny = prefill === null ? render : renderingPrefill(render, conversation, prefill);
    if (!knowsOrigins) {
      return { conversation, full: renderAny(conversation, false), turns: [], prefixes: null, prefill };
    }
    const printed = renderAny(
      conversation,
      false,
      renderer.provenance === "origins" ? endingsToTrace(conversation) : [],
    );
    const closed = prefill === null ? conversation : promptOf(conversation);
    const { appends = false } = renderer;
    const endings =
      appends === false
        ? undefined
        : appendedEndings(
            printed,
            () => render(closed, true),
            prefill?.message,
            isPlain(conversation) ? keptPrompt : undefined,
            appends === true ? undefined : (count) => appends(conversation, count),
          );
    const prefixes = createPrefixes(conversation, printed, renderAny, parts.proofBudget, endings);
    const turns = deriveTurns(conversation, prefixes, rules, mask.trains === "answers");
    return { conversation, full: assignParts(printed, conversation, turns), turns, prefixes, prefill };
  }

  return { adapt, render, renderPrompt, renderRow };
}

const NO_DIAGNOSTICS: readonly Diagnostic[] = [];

/** Whether a conversation is nothing but messages. */
function isPlain({ tools, templateArguments }: Conversation): boolean {
  return (tools?.length ?? 0) === 0 && Object.keys(templateArguments ?? {}).length === 0;
}
