import { describe, expect, it } from "vitest";
import { sampleRows, smallConversations } from "./conversations.ts";
import { knownTemplates } from "./known-templates.ts";
import { createPair, modelFor, renderingDifferences, resultsOf } from "./pair.ts";

/** Every policy and every mask at least once; `compare-all.ts` compares all with all. */
const SETTINGS = [
  { turns: "split", mask: "assistant" },
  { turns: "as-rendered", mask: "last-assistant" },
  { turns: "last", mask: "assistant" },
] as const;

const conversations = [...smallConversations(), ...sampleRows(8)];

describe.each(knownTemplates())("$family.name and the turns derived of $name", (template) => {
  it.each(SETTINGS)("give the same examples: $turns, $mask", async (settings) => {
    const pair = await createPair(template, modelFor(template), settings);
    for (const [name, conversation] of conversations) {
      const [native, derived] = resultsOf(pair, conversation);
      expect({ name, result: derived }).toEqual({ name, result: native });
    }
  });

  it("print the same text, with the same answers from the same places of the row", async () => {
    const pair = await createPair(template, modelFor(template), SETTINGS[0]);
    for (const [name, conversation] of conversations) {
      const found = [...renderingDifferences(pair, conversation)].filter(([what]) => ANSWERS.includes(what));
      expect({ name, found }).toEqual({ name, found: [] });
    }
  });
});

/** What must never differ. Parts of other turns are for display, and each way cuts them as it knows them: see README.md. */
const ANSWERS: readonly string[] = [
  "text",
  "one refuses",
  "part of an answer",
  "turn of an answer",
  "message",
  "field",
  "sourceStart",
];
