import type { Conversation } from "../contracts/conversation.ts";
import { endToAppend } from "./appended-end.ts";
import { closesBlock, openReasoning } from "./blocks.ts";
import { leftOutOfAnswer } from "./compose.ts";
import type { DerivedTurn, OwnTurn, RefusalCode } from "./derived-turn.ts";
import { findDropped } from "./dropped.ts";
import { differenceIn } from "./exact.ts";
import { gapOf } from "./header.ts";
import { lossesOf } from "./losses.ts";
import { createMarkup, type Markup } from "./markup.ts";
import { groupTurns } from "./merged-turns.ts";
import type { Prefix } from "./prefix.ts";
import type { Prefixes } from "./prefixes.ts";
import { refusalReason } from "./refusal-reason.ts";
import { assistantBlock } from "./turn-block.ts";
import { placeByData, placeTurn, type TurnPlace, type TurnSearch } from "./turn-place.ts";
import type { TurnRules } from "./turn-rules.ts";

/**
 * Finds the assistant turns of a conversation, and judges of each whether the full rendering has it as the model would meet it.
 *
 * @param chosen assistant messages whose turns are wanted; all if left out
 * @throws {RowError} `unproven` where that takes more renderings than the budget allows
 */
export function deriveTurns(
  conversation: Conversation,
  prefixes: Prefixes,
  rules: TurnRules,
  chosen?: ReadonlySet<number>,
): readonly DerivedTurn[] {
  const markup = createMarkup(rules.controlTokens, rules.stopTokens);
  const derivation: Derivation = { conversation, prefixes, rules, markup };
  return groupTurns(conversation, prefixes, markup)
    .filter((messages) => chosen === undefined || messages.some((message) => chosen.has(message)))
    .map((messages) => deriveTurn(messages, derivation));
}

interface Derivation {
  readonly conversation: Conversation;
  readonly prefixes: Prefixes;
  readonly rules: TurnRules;
  readonly markup: Markup;
}

function deriveTurn(messages: readonly number[], derivation: Derivation): DerivedTurn {
  const { conversation, prefixes } = derivation;
  const [first = 0] = messages;
  const last = messages.at(-1) ?? first;
  const prompt = prefixes.prompt(first);
  const plain = prefixes.plain(last + 1);
  if (prompt === null || plain === null) return unrendered(messages, prompt === null ? first : last + 1, derivation);

  const search: TurnSearch = { conversation, messages, prompt, markup: derivation.markup };
  const place = placeTurn(plain, search);
  const inWhole = plain === prefixes.whole ? place : placeTurn(prefixes.whole, search);
  const end = place.end?.[1] ?? place.dataEnd;
  const appended = place.end === null ? appendedTo(inWhole, last, derivation) : "";
  const text = plain.slice(place.bodyStart, end) + appended;
  const own: OwnTurn = {
    prompt,
    plain,
    text,
    range: [place.bodyStart, end],
    appended,
    stop: derivation.markup.lastStop(text) ?? "",
    replacedStart: "",
  };
  return judge({ messages, own, place, inWhole }, derivation);
}

function appendedTo(inWhole: TurnPlace, last: number, { conversation, prefixes, rules, markup }: Derivation): string {
  return endToAppend(prefixes.whole, inWhole, last, conversation, rules, markup);
}

/** A turn that was found in the rendering that ends with it, and in the full one. */
interface FoundTurn {
  readonly messages: readonly number[];
  readonly own: OwnTurn;
  readonly place: TurnPlace;
  readonly inWhole: TurnPlace;
}

/** The rules in the order in which they are asked: the first that refuses names the code. */
function judge(turn: FoundTurn, derivation: Derivation): DerivedTurn {
  const { messages, own, place } = turn;
  const { conversation, prefixes, rules, markup } = derivation;
  const [first = 0] = messages;

  const dropped = droppedFrom(turn, derivation);
  if (dropped !== null) return refused(turn, "dropped", dropped, derivation);
  if (own.stop === "") return refused(turn, "no-stop", followingTag(turn, markup), derivation);
  const promptGap = gapOf(own.prompt, conversation.messages, first);
  const open = openReasoning(promptGap, markup, rules.reasoningBlocks);
  if (open !== null && !closesBlock(own.text, open, markup)) return refused(turn, "open-prompt", open, derivation);

  if (!own.plain.startsWith(own.prompt)) {
    const { promptRest } = place;
    const leftOut = leftOutOfAnswer(
      {
        promptRest,
        lead: own.plain.slice(place.bodyStart, place.data[0]?.start ?? place.dataEnd),
        answer: own.text,
        stop: own.stop,
        closesReasoning: open !== null,
        generationPrompt: () => addedByPrompt(own.prompt, prefixes.plain(first)),
      },
      markup,
    );
    if (leftOut === null) return refused(turn, "prompt-differs", promptRest, derivation);
    return composed(turn, leftOut, derivation);
  }

  const isLast = messages.at(-1) === conversation.messages.length - 1;
  const difference = differenceIn(prefixes.whole, turn.inWhole, own, isLast);
  const endAppended = own.appended !== "" && turn.inWhole.end === null;
  if (difference !== null) return { ...found(turn, derivation), verdict: "split", detail: difference, endAppended };
  const detail = messages.length > 1 ? "merged" : endAppended ? "end-appended" : null;
  return { ...found(turn, derivation), verdict: "exact", detail, endAppended };
}

/** What all verdicts have in common. */
function found({ messages, own, inWhole, place }: FoundTurn, { conversation }: Derivation): DerivedTurn {
  const body = place.data.filter(({ start, end }) => end > own.range[0] && start < own.range[1]);
  return {
    messages,
    verdict: "exact",
    code: null,
    detail: null,
    reason: null,
    endAppended: false,
    proof: own.prompt.proof === "one-render" && own.plain.proof === "one-render" ? "one-render" : "prompt-render",
    rendered: [inWhole.bodyStart, inWhole.end?.[1] ?? inWhole.bodyEnd],
    inFull: assistantBlock(messages, inWhole),
    lost: messages.flatMap((message) =>
      lossesOf(conversation.messages[message] ?? { role: "" }, message, body, own.plain),
    ),
    own,
  };
}

function composed(turn: FoundTurn, leftOut: number, derivation: Derivation): DerivedTurn {
  const { own, inWhole } = turn;
  const replacedStart = own.text.slice(0, leftOut);
  const common = found(turn, derivation);
  const [start, end] = common.rendered ?? [0, 0];
  const isReplacedThere = derivation.prefixes.whole.slice(start, start + leftOut) === replacedStart;
  const bodyStart = isReplacedThere ? start + leftOut : start;
  return {
    ...common,
    verdict: "composed",
    endAppended: own.appended !== "" && inWhole.end === null,
    rendered: [bodyStart, end],
    inFull: assistantBlock(turn.messages, inWhole, bodyStart),
    own: {
      ...own,
      text: own.text.slice(leftOut),
      range: [Math.min(own.range[0] + leftOut, own.range[1]), own.range[1]],
      replacedStart,
    },
  };
}

function refused(turn: FoundTurn, code: RefusalCode, what: string, derivation: Derivation): DerivedTurn {
  const common = found(turn, derivation);
  return {
    ...common,
    verdict: "refused",
    code,
    reason: refusalReason(code, what, turn.messages),
    rendered: code === "dropped" ? null : common.rendered,
  };
}

function unrendered(messages: readonly number[], count: number, derivation: Derivation): DerivedTurn {
  const { conversation, prefixes, markup } = derivation;
  const place = placeByData(prefixes.whole, messages, markup);
  return {
    messages,
    verdict: "refused",
    code: "prefix-does-not-render",
    detail: null,
    reason: refusalReason("prefix-does-not-render", String(count), messages),
    endAppended: false,
    proof: "prompt-render",
    rendered: null,
    inFull: place && assistantBlock(messages, place),
    lost: messages.flatMap((message) =>
      lossesOf(conversation.messages[message] ?? { role: "" }, message, [], prefixes.whole),
    ),
    own: null,
  };
}

function droppedFrom({ messages, own, place }: FoundTurn, { conversation, prefixes }: Derivation): string | null {
  for (const message of messages) {
    const pieces = place.data.filter((piece) => piece.message === message);
    const dropped = findDropped(conversation.messages[message] ?? { role: "" }, pieces, own.plain);
    if (dropped !== null) return dropped;
  }
  if (place.data.length > 0) return null;
  const before = prefixes.plain(messages[0] ?? 0);
  return before !== null && before.length === own.plain.length && own.plain.startsWith(before) ? "the message" : null;
}

/** The tag that the template prints behind a turn where a stop token should be; empty if there is none. */
function followingTag({ own, place }: FoundTurn, markup: Markup): string {
  const limit = own.plain.nextData(place.dataEnd)?.start ?? own.plain.length;
  return markup.tags(own.plain.slice(place.dataEnd, limit))[0]?.text ?? "";
}

/** What a prompt has behind the start that it shares with the conversation without a generation prompt. */
function addedByPrompt(prompt: Prefix, plain: Prefix | null): string {
  if (plain === null) return prompt.slice(0);
  let common = plain.length;
  if (!prompt.startsWith(plain)) {
    const [left, right] = [prompt.slice(0), plain.slice(0)];
    common = 0;
    while (common < right.length && left[common] === right[common]) common++;
  }
  return prompt.slice(common);
}
