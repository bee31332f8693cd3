import type { Rendering, Segment, TurnPart } from "@turnwise/core";

/**
 * Differences of two renderings of one conversation, by what differs, each with the text where it first does. Compared character by
 * character, as both may be cut into segments otherwise; what one of them does not know is not compared.
 */
export function compareRenderings(native: Rendering, derived: Rendering): ReadonlyMap<string, string> {
  if (native.text !== derived.text) return new Map([["text", JSON.stringify([native.text, derived.text])]]);
  const found = new Map<string, string>();
  let [left, right] = [0, 0];
  for (let from = 0; from < native.text.length;) {
    const [mine, theirs] = [placed(native, left), placed(derived, right)];
    const to = Math.min(mine.end, theirs.end);
    for (const [what, a, b] of differencesAt(mine, theirs, from)) {
      if (!found.has(what)) found.set(what, `${JSON.stringify(native.text.slice(from, to))}: ${a} / ${b}`);
    }
    from = to;
    if (mine.end === to) left++;
    if (theirs.end === to) right++;
  }
  return found;
}

interface Placed extends Segment {
  readonly end: number;
  readonly role: string;
  readonly messages: string;
}

function placed(rendering: Rendering, index: number): Placed {
  const { text, start, origin, turn, part, message, field, sourceStart } = rendering.segment(index);
  const { role = "none", messages = [] } = rendering.turns[turn] ?? {};
  const end = start + text.length;
  return { text, start, end, origin, turn, part, message, field, sourceStart, role, messages: messages.join(",") };
}

type Difference = readonly [what: string, native: unknown, derived: unknown];

function differencesAt(mine: Placed, theirs: Placed, at: number): readonly Difference[] {
  return [...structureOf(mine, theirs), ...(mine.origin === theirs.origin ? sourceOf(mine, theirs, at) : [])].filter(
    ([, native, derived]) => native !== derived,
  );
}

function structureOf(mine: Placed, theirs: Placed): readonly Difference[] {
  const isAnswer = [mine, theirs].some(({ role, part }) => role === "assistant" && isTrainable(part));
  const where = isAnswer ? "an answer" : mine.role;
  return [
    [`origin in ${where}`, mine.origin, theirs.origin],
    [`part of ${where}`, mine.part, theirs.part],
    [`turn of ${where}`, `${mine.role} ${mine.messages}`, `${theirs.role} ${theirs.messages}`],
  ];
}

function isTrainable(part: TurnPart | null): boolean {
  return part === "body" || part === "end";
}

function sourceOf(mine: Placed, theirs: Placed, at: number): readonly Difference[] {
  if (mine.origin === "template") return [[`wrapped field in ${mine.role}`, mine.field, theirs.field]];
  const isKnown = mine.sourceStart >= 0 && theirs.sourceStart >= 0;
  return [
    ["message", mine.message, theirs.message],
    ["field", mine.field, isWithin(theirs.field, mine.field) ? mine.field : theirs.field],
    ["sourceStart", isKnown && mine.sourceStart + at - mine.start, isKnown && theirs.sourceStart + at - theirs.start],
  ];
}

/** An engine may know better where in a field a text is from: of a call's arguments the one of them. */
function isWithin(inner: string | null, outer: string | null): boolean {
  return inner !== null && outer !== null && inner.startsWith(outer) && /^[.[]/.test(inner.slice(outer.length));
}
