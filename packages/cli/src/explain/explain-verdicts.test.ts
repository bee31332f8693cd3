import type { TurnVerdict } from "@turnwise/core";
import { expect, test } from "vitest";
import { proofCell, verdictCell, verdictSentences } from "./explain-verdicts.ts";

function verdict(given: Partial<TurnVerdict>): TurnVerdict {
  return { turn: 1, messages: [1], verdict: "exact", proof: "one-render", endAppended: false, ...given };
}

test("each verdict is explained once, the plain ones not at all", () => {
  expect(verdictSentences([verdict({}), verdict({ verdict: "masked" })])).toEqual([]);
  const sentences = verdictSentences([
    verdict({ verdict: "split" }),
    verdict({ verdict: "split", endAppended: true }),
    verdict({ verdict: "as-rendered", proof: "none" }),
  ]);
  expect(sentences.map((sentence) => sentence.split(":")[0])).toEqual(["split", "as-rendered", "end appended"]);
});

test("an unproven turn says so, and one that is not trained has no proof to speak of", () => {
  expect(verdictCell(verdict({ endAppended: true }))).toBe("exact, end appended");
  expect(proofCell(verdict({ verdict: "as-rendered", proof: "none" }))).toBe("none");
  expect(proofCell(verdict({ verdict: "masked", proof: "none" }))).toBe("");
});
