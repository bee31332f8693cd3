import { plainTurn, type DerivedTurn, type RefusalCode } from "./derived-turn.ts";
import type { Derivation, FoundTurn } from "./found-turn.ts";
import { lossesOf } from "./losses.ts";
import { gapOf, lastDataBefore } from "./header.ts";
import { commonStart, type Markup } from "./markup.ts";
import type { Prefix } from "./prefix.ts";
import { refusalReason } from "./refusal-reason.ts";
import { findResumed } from "./resumed.ts";
import { assistantBlock, endOf } from "./turn-block.ts";
import { placeByData, type TurnPlace } from "./turn-place.ts";

/** A turn that is trained as it is printed: in the full rendering, or in the one that ends with it. */
export function printedTurn(
  turn: FoundTurn,
  verdict: "exact" | "split",
  detail: DerivedTurn["detail"],
  derivation: Derivation,
): DerivedTurn {
  return { ...describe(turn, derivation), verdict, detail, endAppended: isEndAppended(turn) };
}

/** @param leftOut length of the answer's start that the prompt has in another spelling */
export function composedTurn(turn: FoundTurn, leftOut: number, derivation: Derivation): DerivedTurn {
  const { own, inWhole, messages } = turn;
  const replacedStart = own.text.slice(0, leftOut);
  const common = describe(turn, derivation);
  const start = common.inFull?.bodyStart ?? inWhole.bodyStart;
  const isPrintedInFull = derivation.prefixes.whole.slice(start, start + leftOut) === replacedStart;
  const inFull = assistantBlock(messages, inWhole, isPrintedInFull ? start + leftOut : start);
  const [from, to] = own.range;
  return {
    ...common,
    verdict: "composed",
    endAppended: isEndAppended(turn),
    rendered: [inFull.bodyStart, endOf(inFull)],
    inFull,
    own: { ...own, text: own.text.slice(leftOut), range: [Math.min(from + leftOut, to), to], replacedStart },
  };
}

/** @param what was found, for the reason */
export function refusedTurn(turn: FoundTurn, code: RefusalCode, what: string, derivation: Derivation): DerivedTurn {
  const common = describe(turn, derivation);
  return {
    ...common,
    verdict: "refused",
    code,
    reason: refusalReason(code, what, turn.messages),
    rendered: code === "dropped" ? null : common.rendered,
  };
}

/**
 * A turn whose prompt, or whose own rendering, the template refuses. Where its body begins nothing proves; it is taken to begin behind
 * the header that a generation prompt has elsewhere.
 *
 * @param count the first messages that the template does not take alone
 */
export function unrenderedTurn(messages: readonly number[], count: number, derivation: Derivation): DerivedTurn {
  const { conversation, prefixes, markup } = derivation;
  const code = "prefix-does-not-render";
  const place = placeByData(prefixes.whole, messages, markup);
  const header = place && unprovenHeader(place, messages[0] ?? 0, derivation);
  const inFull = place && assistantBlock(messages, place, header ?? place.bodyStart);
  return {
    messages,
    verdict: "refused",
    code,
    detail: null,
    reason: refusalReason(code, `the first ${count} messages alone: ${prefixes.refusalOf(count)}`, messages),
    endAppended: false,
    proof: "prompt-render",
    rendered: header === null || inFull === null ? null : [inFull.bodyStart, endOf(inFull)],
    inFull,
    resumed: [],
    lost: messages.flatMap((message) => lossesOf(conversation.messages[message] ?? { role: "" }, message, [])),
    own: null,
  };
}

/** Where the header ends that a turn has in the full rendering, by the generation prompt behind the conversation; null if it has none such. */
function unprovenHeader(
  { data }: TurnPlace,
  message: number,
  { conversation, prefixes, markup }: Derivation,
): number | null {
  const { whole } = prefixes;
  const known = whole.knownTurn(message);
  if (known !== null) return known.bodyStart;
  const { messages } = conversation;
  const prompt = prefixes.prompt(messages.length);
  const firstData = data[0]?.start ?? 0;
  const before = lastDataBefore(whole, messages, message, firstData);
  const gap = whole.slice(before, firstData);
  const header = prompt === null ? "" : gapOf(prompt, messages, messages.length);
  for (const tag of markup.tags(header)) {
    const at = gap.lastIndexOf(tag.text);
    if (at >= 0) return before + at + commonStart(header.slice(tag.start), gap.slice(at), markup);
  }
  return null;
}

/** What all verdicts have in common. */
function describe(turn: FoundTurn, { conversation, prefixes, markup }: Derivation): DerivedTurn {
  const { messages, own, inWhole, place } = turn;
  const start = isRewritten(turn) ? behindTags(turn, prefixes.whole, markup) : inWhole.bodyStart;
  const inFull = assistantBlock(messages, inWhole, start);
  const [from, to] = own.range;
  const body = place.data.filter((piece) => piece.end > from && piece.start < to);
  const derived = plainTurn({
    messages,
    proof: own.prompt.proof === "one-render" && own.plain.proof === "one-render" ? "one-render" : "prompt-render",
    rendered: [inFull.bodyStart, endOf(inFull)],
    inFull,
    lost: messages.flatMap((message) => lossesOf(conversation.messages[message] ?? { role: "" }, message, body)),
    own,
  });
  const resumed = findResumed(prefixes.whole, messages, place, inWhole, markup);
  return resumed.length === 0 ? derived : { ...derived, resumed };
}

/** Whether the full rendering has nothing of what the prompt ends with, though the turn's own has. */
function isRewritten({ place, inWhole }: FoundTurn): boolean {
  return place.sharesPrompt && !inWhole.sharesPrompt && inWhole.data.length > 0;
}

/** Where such a turn begins, as far as can be said without a proof: behind the last tag before its data. */
function behindTags({ inWhole }: FoundTurn, whole: Prefix, markup: Markup): number {
  const before = whole.slice(inWhole.bodyStart, inWhole.data[0]?.start);
  return inWhole.bodyStart + (markup.tags(before).at(-1)?.end ?? 0);
}

function isEndAppended({ own, inWhole }: FoundTurn): boolean {
  return own.appended !== "" && inWhole.end === null;
}
