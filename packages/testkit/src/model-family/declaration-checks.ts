/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import { RowError, type Conversation, type Message, type ModelFamily, type Rendering } from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { SAMPLE_OPTIONS } from "./rendering-checks.ts";
import { PLAIN, WITH_REASONING, WITH_SYSTEM, WITH_TOOLS, type SampleConversation } from "./sample-conversations.ts";

/** Checks that what a family declares of itself is so. */
export function declarationChecks(family: ModelFamily): readonly Check[] {
  const render = ({ conversation }: SampleConversation): Rendering =>
    family.renderer.render(conversation, SAMPLE_OPTIONS);
  return [
    {
      name: "names itself, its reference, its hashes and its end of turn",
      run() {
        expect([family.name, family.description, family.reference, family.renderer.name]).not.toContain("");
        expect(family.templateHashes.filter((hash) => !/^[0-9a-f]{64}$/.test(hash))).toEqual([]);
        expect(new Set(family.templateHashes).size).toBe(family.templateHashes.length);
        expect(family.endOfTurn.length).toBeGreaterThan(0);
        expect([...family.endOfTurn, ...family.turnMarkers]).not.toContain("");
      },
    },
    {
      name: "knows user and assistant, and prints every role that it declares",
      run() {
        expect(Object.keys(family.roles)).toEqual(expect.arrayContaining(["user", "assistant"]));
        const unprinted = Object.keys(family.roles).filter((role) => !canPrint(family, role));
        expect(unprinted.filter((role) => role !== "system" || family.system !== "refused")).toEqual([]);
      },
    },
    {
      name: `reads the clock: ${family.renderer.readsClock === true}`,
      run() {
        const now = (clock: Date): string =>
          family.renderer.render(PLAIN.conversation, { ...SAMPLE_OPTIONS, clock }).text;
        const differs = now(new Date(2001, 1, 3)) !== now(new Date(2030, 9, 31));
        expect(differs, "two clocks print differently").toBe(family.renderer.readsClock === true);
      },
    },
    { name: `system: "${family.system}"`, run: () => expectSystem(family, render) },
    {
      name: `reasoning in history: "${family.reasoningInHistory}"`,
      run() {
        const { text } = render(WITH_REASONING);
        const [history, last] = WITH_REASONING.plants.filter(({ path }) => path === "reasoning_content");
        expect(text.includes(history?.text ?? ""), "reasoning of a turn that is not the last").toBe(
          family.reasoningInHistory === "kept",
        );
        if (family.reasoningInHistory === "none") expect(text).not.toContain(last?.text);
      },
    },
    {
      name: `tools: ${family.tools}`,
      run() {
        const { plants } = WITH_TOOLS;
        const printed = plants.filter(({ path }) => path.startsWith("tool"));
        if (family.tools) {
          const { text } = render(WITH_TOOLS);
          expect(printed.filter((each) => !text.includes(each.text))).toEqual([]);
        } else {
          const text = textOrRefusal(family, WITH_TOOLS.conversation) ?? "";
          expect(printed.filter((each) => text.includes(each.text))).toEqual([]);
        }
      },
    },
  ];
}

function expectSystem(family: ModelFamily, render: (sample: SampleConversation) => Rendering): void {
  const rolesOf = (sample: SampleConversation): readonly string[] => render(sample).turns.map(({ role }) => role);
  const always = family.system === "always";
  expect(rolesOf(PLAIN).includes("system"), "a system turn without a system message").toBe(always);
  if (always) expect(render(PLAIN).turns[0]).toEqual({ role: "system", messages: [] });
  switch (family.system) {
    case "refused":
      expect(textOrRefusal(family, WITH_SYSTEM.conversation)).toBeNull();
      return;
    case "folded":
      expect(render(WITH_SYSTEM).turns[0]).toEqual({ role: "user", messages: [0, 1] });
      return;
    case "turn":
    case "always":
      expect(render(WITH_SYSTEM).turns[0]).toEqual({ role: "system", messages: [0] });
      return;
    default:
      family.system satisfies never;
  }
}

/** Null where it refuses. */
function textOrRefusal(family: ModelFamily, conversation: Conversation): string | null {
  try {
    return family.renderer.render(conversation, SAMPLE_OPTIONS).text;
  } catch (error) {
    if (error instanceof RowError) return null;
    throw error;
  }
}

/** Whether the role can stand anywhere: first, behind a question, behind an answer, behind a call. */
function canPrint(family: ModelFamily, role: string): boolean {
  const user: Message = { role: "user", content: "Hi" };
  const answer: Message = { role: "assistant", content: "Hello" };
  const message: Message = { role, content: "text" };
  const call = WITH_TOOLS.conversation.messages.slice(0, 2);
  const places = [
    [message, user],
    [user, message],
    [user, answer, message],
    [...call, message],
    [message, user, answer],
  ];
  return places.some((messages) => textOrRefusal(family, { messages }) !== null);
}
