/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import { TURN_PARTS, type ModelFamily, type Rendering, type Segment, type TurnPart } from "@turnwise/core";
import { expect } from "vitest";
import { SAMPLE_TOKENS, type SampleConversation } from "./sample-conversations.ts";

/** Every message is in exactly one turn, which has the role of one of its messages. The template's own turns have none. */
export function expectTurnsHoldMessages({ turns }: Rendering, { conversation }: SampleConversation): void {
  const { messages } = conversation;
  expect(turns.flatMap((turn) => turn.messages).toSorted((a, b) => a - b)).toEqual([...messages.keys()]);
  for (const turn of turns) {
    const roles = turn.messages.map((message) => messages[message]?.role);
    expect(roles.length === 0 ? ["system"] : roles, "a turn's role; system if it has no message").toContain(turn.role);
  }
}

/**
 * Each segment has a part; those outside turns are preamble or generation prompt, the others in the order of turns. None is
 * needed where an assistant turn holds a message of another role.
 */
export function expectParts(rendering: Rendering, all: readonly Segment[], { conversation }: SampleConversation): void {
  expect(rendering.provenance).toBe("parts");
  for (const { part, turn, text } of all) {
    const outside = part === "preamble" || part === "generation-prompt";
    const { role, messages } = rendering.turns[turn] ?? { role: "", messages: [] };
    const isMixed = role === "assistant" && messages.some((index) => conversation.messages[index]?.role !== role);
    if (!isMixed) expect(part, JSON.stringify(text)).not.toBeNull();
    expect(turn < 0, `${JSON.stringify(text)} (${part}) is outside turns`).toBe(outside);
    expect(turn).toBeLessThan(rendering.turns.length);
  }
  const order = all.filter(({ turn }) => turn >= 0).map(({ turn }) => turn);
  expect(order).toEqual(order.toSorted((a, b) => a - b));
  const firstTurn = all.findIndex(({ turn }) => turn >= 0);
  expect(all.findLastIndex(({ part }) => part === "preamble")).toBeLessThan(firstTurn < 0 ? all.length : firstTurn);
}

/**
 * In each turn: header, body, end, separator; data are body. What another message has inside a turn (a tool's result, where
 * the answer goes on behind it) has no part.
 */
export function expectTurnOrder(rendering: Rendering, all: readonly Segment[]): void {
  rendering.turns.forEach((_turn, index) => {
    const own = all.filter(({ turn, part }) => turn === index && part !== null);
    const order = own.map(({ part }) => TURN_PARTS.indexOf(part ?? "preamble"));
    expect(order, `parts of turn ${index}`).toEqual(order.toSorted((a, b) => a - b));
    expect(
      own.filter(({ origin, part }) => origin === "data" && part !== "body"),
      "data that is not body",
    ).toEqual([]);
  });
}

/** The end of an assistant turn holds a token that ends one, which is nowhere else in the turn's template text. */
export function expectEnds(
  { endOfTurn }: ModelFamily,
  rendering: Rendering,
  all: readonly Segment[],
  isMeant: (turn: number) => boolean,
): void {
  const tokens = [...endOfTurn, SAMPLE_TOKENS.eos_token];
  rendering.turns.forEach(({ role }, index) => {
    if (role !== "assistant" || !isMeant(index)) return;
    const own = all.filter(({ turn, origin }) => turn === index && origin === "template");
    const textOf = (wanted: TurnPart): string =>
      own
        .filter(({ part }) => part === wanted)
        .map(({ text }) => text)
        .join("");
    const end = textOf("end");
    const found = tokens.filter((token) => end.includes(token));
    expect(found.length, `end-of-turn tokens in the end ${JSON.stringify(end)} of turn ${index}`).toBeGreaterThan(0);
    const body = textOf("body");
    expect(
      tokens.filter((token) => body.includes(token)),
      `end tokens in the body of turn ${index}`,
    ).toEqual([]);
  });
}
