import { describe, expect, it } from "vitest";
import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { TemplateError } from "../errors/template-error.ts";
import { plainFamily, type PlainFamilySettings } from "../plain-family.fixture.ts";
import { appendedEndings } from "./appended-endings.ts";
import { createPrefixes } from "./prefixes.ts";

const messages = ["system", "user", "assistant", "user", "assistant", "user"].map((role, index) => ({
  role,
  content: `text ${index}`,
}));

function printed(conversation: Conversation, addGenerationPrompt: boolean, family: PlainFamilySettings): Rendering {
  const options = { addGenerationPrompt, specialTokens: {}, clock: new Date(0) };
  return plainFamily(family).renderer.render(conversation, options);
}

function refuse(): never {
  throw new TemplateError("no further rendering");
}

describe.each<PlainFamilySettings>([{}, { system: "folded" }])("endings of a family that appends: %j", (family) => {
  const full = printed({ messages }, false, family);
  const borders = family.system === "folded" ? [2, 3, 4, 5] : [1, 2, 3, 4, 5];

  it("are what it prints for the beginnings, with its parts", () => {
    let renderings = 0;
    const ending = appendedEndings(full, () => {
      renderings++;
      return printed({ messages }, true, family);
    });
    const prefixes = createPrefixes({ messages }, full, refuse, { times: 0 }, ending);
    for (const count of borders) {
      const start = { messages: messages.slice(0, count) };
      const plain = printed(start, false, family);
      expect(prefixes.prompt(count)?.slice(0)).toBe(printed(start, true, family).text);
      expect(prefixes.plain(count)?.slice(0)).toBe(plain.text);
      const { segments, text, turns } = prefixes.plain(count)?.rendering() ?? full;
      expect({ segments, text, turns }).toEqual({ segments: plain.segments, text: plain.text, turns: plain.turns });
      expect(prefixes.plain(count)?.knownTurn(count)).toBeNull();
      expect(prefixes.plain(count)?.knownTurn(count - 1)).not.toBeNull();
    }
    expect(renderings).toBe(1);
  });

  it("are not told inside a turn, before the first message, and at the end", () => {
    const ending = appendedEndings(full, () => printed({ messages }, true, family));
    expect([0, 1, 2, 3, 4, 5, 6, 7].filter((count) => ending(count) !== null)).toEqual(borders);
  });
});

describe("no ending is told", () => {
  const full = printed({ messages }, false, {});
  it.each<[string, Rendering, () => Rendering]>([
    [
      "where the generation prompt changes the text before it",
      full,
      () => printed({ messages }, true, { preamble: "<b>" }),
    ],
    ["where the generation prompt is refused", full, refuse],
    [
      "where turns stand in another order than messages",
      { ...full, turns: full.turns.toReversed() },
      () => printed({ messages }, true, {}),
    ],
  ])("%s", (_name, rendering, prompt) => {
    const ending = appendedEndings(rendering, prompt);
    expect(messages.map((_, count) => ending(count))).toEqual(messages.map(() => null));
  });
});
