import { describe, expect, it } from "vitest";
import { assignParts } from "../../packages/core/src/turns/assign-parts.ts";
import { hasConformance } from "./conformance.ts";
import { CONVERSATIONS } from "./conversations.ts";
import type { DerivedRow } from "./derived-row.ts";
import { faultsOf, segmentsOf } from "./example-faults.ts";
import { survey, type Outcome } from "./survey.ts";
import { verdictsPage } from "./verdicts-page.ts";

function conversationOf({ conversation }: Outcome) {
  return CONVERSATIONS[conversation] ?? { messages: [] };
}

/** Answers of which no piece is attributed to its message and place. */
function misattributed(row: DerivedRow, outcome: Outcome): readonly number[] {
  const data = segmentsOf(row.prefixes.full).filter(({ origin }) => origin === "data");
  return conversationOf(outcome).messages.flatMap(({ role, content }, message) => {
    if (role !== "assistant" || typeof content !== "string" || content === "") return [];
    if (!row.prefixes.full.text.includes(content.trim())) return [];
    const isPlaced = data.some(
      (piece) =>
        piece.message === message &&
        piece.field === "content" &&
        piece.text.includes(content.trim()) &&
        content.startsWith(piece.text, piece.sourceStart),
    );
    return isPlaced ? [] : [message];
  });
}

describe.skipIf(!hasConformance)("every published template, with conversations of every shape", () => {
  const outcomes = hasConformance ? survey() : [];
  const rendered = outcomes.flatMap((outcome) => (outcome.row === null ? [] : [{ ...outcome, row: outcome.row }]));

  it("is judged as docs/turn-verdicts.md says", async () => {
    await expect(verdictsPage(outcomes)).toMatchFileSnapshot("../../docs/turn-verdicts.md");
  });

  it("gives examples whose segments make the text, and whose bodies and ends are what is trained", () => {
    const wrong = rendered.flatMap(({ template, conversation, row, outcome }) => {
      const examples = [...(outcome.startsWith("refused") ? [] : row.plan("split")), ...row.plan("as-rendered")];
      return examples.flatMap((example) => faultsOf(example).map((fault) => `${template} ${conversation}: ${fault}`));
    });
    expect(wrong).toEqual([]);
    expect(rendered.length).toBeGreaterThan(1000);
  });

  it("says of every character of the full rendering what part it is", () => {
    const wrong = rendered.filter((outcome) => {
      const parted = assignParts(outcome.row.prefixes.full, conversationOf(outcome), outcome.row.turns);
      return parted.text !== outcome.row.prefixes.full.text || segmentsOf(parted).some(({ part }) => part === null);
    });
    expect(wrong.map(({ template, conversation }) => `${template} ${conversation}`)).toEqual([]);
  });

  it("attributes every answer that is printed to its message and place", () => {
    const wrong = rendered.flatMap((outcome) =>
      misattributed(outcome.row, outcome).map((message) => `${outcome.template} ${outcome.conversation}: ${message}`),
    );
    expect(wrong).toEqual([]);
  });
});
