import type { Conversation } from "../contracts/conversation.ts";
import { closesBlock, openReasoning } from "./blocks.ts";
import { leftOutOfAnswer } from "./compose.ts";
import type { DerivedTurn } from "./derived-turn.ts";
import { findDropped } from "./dropped.ts";
import { differenceIn } from "./exact.ts";
import { findTurn, type Derivation, type FoundTurn } from "./found-turn.ts";
import { gapOf } from "./header.ts";
import { composedTurn, printedTurn, refusedTurn, unrenderedTurn } from "./judged-turn.ts";
import type { Markup } from "./markup.ts";
import { groupTurns } from "./merged-turns.ts";
import { withoutOverlaps } from "./overlaps.ts";
import type { Prefix } from "./prefix.ts";
import type { Prefixes } from "./prefixes.ts";
import { continuesReasoning, isContinued } from "./prefill.ts";
import { provenTurn } from "./proven-turn.ts";
import { rewrittenTurn } from "./rewritten-turn.ts";
import { seenTurn } from "./seen-turn.ts";
import { markupOf, type TurnRules } from "./turn-rules.ts";

/**
 * Finds the assistant turns of a conversation, and judges of each whether the full rendering has it as the model would meet it.
 *
 * @param proves whether turns are compared with their prompts whatever that takes; if not, one that is plain to see is taken as it stands
 * @throws {RowError} `unproven` where that takes more renderings than the budget allows
 */
export function deriveTurns(
  conversation: Conversation,
  prefixes: Prefixes,
  rules: TurnRules,
  proves: boolean = true,
): readonly DerivedTurn[] {
  const markup = markupOf(rules);
  const derivation: Derivation = { conversation, prefixes, rules, markup };
  const groups = groupTurns(conversation, prefixes, markup);
  const turns = proves ? derivedTurns(groups, derivation) : seenTurns(groups, derivation);
  return withoutOverlaps(turns, prefixes.whole, markup);
}

function derivedTurns(groups: readonly (readonly number[])[], derivation: Derivation): readonly DerivedTurn[] {
  const turns: DerivedTurn[] = [];
  for (const messages of groups) turns.push(deriveTurn(messages, derivation));
  return turns;
}

function deriveTurn(messages: readonly number[], derivation: Derivation): DerivedTurn {
  const first = messages[0] ?? 0;
  const prompt = derivation.prefixes.prompt(first);
  if (prompt === null) return unrenderedTurn(messages, first, derivation);
  const proven = messages.length === 1 ? provenTurn(messages, prompt, derivation) : null;
  if (proven !== null) return proven;
  const behind = (messages.at(-1) ?? first) + 1;
  const plain = derivation.prefixes.plain(behind);
  if (plain === null) return unrenderedTurn(messages, behind, derivation);
  const rewritten = messages.length === 1 ? rewrittenTurn(first, prompt, plain, derivation) : null;
  if (rewritten !== null) return rewritten;
  return judge(findTurn(messages, prompt, plain, derivation), derivation);
}

/** The last turn by all rules; the others by the header of its prompt, where the one rendering does not tell and that suffices. */
function seenTurns(groups: readonly (readonly number[])[], derivation: Derivation): readonly DerivedTurn[] {
  const [last = []] = groups.slice(-1);
  if (last.length === 0) return [];
  const lastTurn = deriveTurn(last, derivation);
  const others = groups.slice(0, -1).map((messages) => {
    const seen = derivation.prefixes.told(messages[0] ?? 0) === null ? seenTurn(messages, lastTurn, derivation) : null;
    return seen ?? deriveTurn(messages, derivation);
  });
  return [...others, lastTurn];
}

/** The rules in the order in which they are asked: the first that refuses names the code. */
function judge(turn: FoundTurn, derivation: Derivation): DerivedTurn {
  const { messages, own } = turn;
  const { conversation, prefixes, rules, markup } = derivation;

  const dropped = droppedFrom(turn, derivation);
  if (dropped !== null) return refusedTurn(turn, "dropped", dropped, derivation);
  const isPrefill = isContinued(conversation, messages);
  if (own.stop === "" && !isPrefill) return refusedTurn(turn, "no-stop", followingTag(turn, markup), derivation);

  const promptGap = gapOf(own.prompt, conversation.messages, messages[0] ?? 0);
  const open = openReasoning(promptGap, markup, rules.reasoningBlocks);
  const mayStayOpen = isPrefill && continuesReasoning(conversation);
  if (open !== null && !mayStayOpen && !closesBlock(own.text, open, markup))
    return refusedTurn(turn, "open-prompt", open, derivation);

  if (!own.plain.startsWith(own.prompt)) return compose(turn, open !== null, derivation);

  const isLast = messages.at(-1) === conversation.messages.length - 1;
  const difference = differenceIn(prefixes.whole, turn.inWhole, own, isLast);
  if (difference !== null) return printedTurn(turn, "split", difference, derivation);
  if (isPrefill) return printedTurn(turn, "exact", "prefill", derivation);
  if (messages.length > 1) return printedTurn(turn, "exact", "merged", derivation);
  const isAppended = own.appended !== "" && turn.inWhole.end === null;
  return printedTurn(turn, "exact", isAppended ? "end-appended" : null, derivation);
}

/** A turn whose own rendering does not begin with its prompt. */
function compose(turn: FoundTurn, closesReasoning: boolean, derivation: Derivation): DerivedTurn {
  const { messages, own, place } = turn;
  const { promptRest } = place;
  const lead = own.plain.slice(place.bodyStart, place.data[0]?.start ?? place.dataEnd);
  const generationPrompt = (): string => addedByPrompt(own.prompt, derivation.prefixes.plain(messages[0] ?? 0));
  const behindLead = own.plain.templateText(place.bodyStart + lead.length, place.end?.[0] ?? place.dataEnd);
  const written = [lead, ...behindLead.map(({ start, end }) => own.plain.slice(start, end))];
  const joint = { promptRest, lead, written, closesReasoning, generationPrompt };
  const leftOut = leftOutOfAnswer(joint, derivation.markup);
  if (leftOut === null) return refusedTurn(turn, "prompt-differs", promptRest, derivation);
  return composedTurn(turn, leftOut, derivation);
}

function droppedFrom({ messages, own, place }: FoundTurn, { conversation, prefixes }: Derivation): string | null {
  for (const message of messages) {
    const pieces = place.data.filter((piece) => piece.message === message);
    const dropped = findDropped(conversation.messages[message] ?? { role: "" }, pieces);
    if (dropped !== null) return dropped;
  }
  if (place.data.length > 0) return null;
  const before = prefixes.plain(messages[0] ?? 0);
  const isNothing = before !== null && before.length === own.plain.length && own.plain.startsWith(before);
  return isNothing ? "the message" : null;
}

/** The tag that the template prints behind a turn where a stop token should be; empty if there is none. */
function followingTag({ own, place }: FoundTurn, markup: Markup): string {
  const limit = own.plain.nextData(place.dataEnd)?.start ?? own.plain.length;
  return markup.tags(own.plain.slice(place.dataEnd, limit))[0]?.text ?? "";
}

/** What a prompt has behind the start that it shares with the same messages without a generation prompt. */
function addedByPrompt(prompt: Prefix, plain: Prefix | null): string {
  if (plain === null) return prompt.slice(0);
  if (prompt.startsWith(plain)) return prompt.slice(plain.length);
  const [left, right] = [prompt.slice(0), plain.slice(0)];
  let common = 0;
  while (common < right.length && left[common] === right[common]) common++;
  return left.slice(common);
}
