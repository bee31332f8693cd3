import { RowError } from "@turnwise/core";
import { describe, expect, it } from "vitest";
import { hasConformance, readCases, readContext, readTemplate, sha256, type ExpectedExample } from "./conformance.ts";
import { deriveRow, trainedTexts, verdictOf } from "./derived-row.ts";
import type { PlannedExample } from "../../packages/core/src/turns/planned-example.ts";

function summary({ messages, composed, rendering, ...example }: PlannedExample): ExpectedExample {
  const trained = trainedTexts({ messages, composed, rendering, ...example });
  return { messages, ...(composed ? { composed } : {}), text_sha256: sha256(rendering.text), trained };
}

/** What the work gives, or the code with which it refuses the row. */
function orCode<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof RowError) return error.code;
    throw error;
  }
}

describe.skipIf(!hasConformance)("turns of published templates", () => {
  it.each(readCases().map((each, index) => ({ ...each, index })))("$index $template $chat", (expected) => {
    const { conversation, specialTokens } = readContext(expected.context);
    const row = deriveRow(readTemplate(expected.template), conversation, specialTokens, expected.stop);
    const { text } = row.prefixes.full;

    expect(row.turns.map(verdictOf)).toEqual(expected.verdicts);
    expect(row.turns.flatMap(({ lost }) => lost)).toEqual(expected.lost ?? []);
    const [asRendered] = row.plan("as-rendered");
    expect(asRendered?.rendering.text).toBe(text);
    expect(asRendered && trainedTexts(asRendered).filter((trained) => trained !== "")).toEqual(expected.trained);

    const one = { messages: conversation.messages.length, text_sha256: sha256(text), trained: expected.trained };
    const examples = expected.refused === undefined ? (expected.split ?? [one]) : expected.refused;
    expect(orCode(() => row.plan("split").map(summary))).toEqual(examples);
  });
});
