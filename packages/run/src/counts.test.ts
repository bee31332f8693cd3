import type { Example, TurnVerdict } from "@turnwise/core";
import { expect, test } from "vitest";
import { countExample, emptyCounts, type Counts } from "./counts.ts";

type Claim = readonly [TurnVerdict["verdict"], TurnVerdict["proof"], endAppended?: boolean];

function example(composed: boolean, ...claims: readonly Claim[]): Example {
  const turns = claims.map(([verdict, proof, endAppended = false], turn) => ({
    turn,
    messages: [turn],
    verdict,
    proof,
    endAppended,
  }));
  return {
    ids: new Int32Array(3),
    weights: new Float32Array(3),
    messages: claims.length,
    composed,
    turns,
    trainedTokens: 2,
  };
}

function counted(...examples: readonly Example[]): Counts {
  const counts = emptyCounts();
  for (const each of examples) countExample(counts, each);
  return counts;
}

const COUNTS = counted(
  example(false, ["exact", "one-render"], ["exact", "prompt-render", true], ["masked", "none"]),
  example(true, ["masked", "none"], ["composed", "prompt-render", true]),
  example(false, ["split", "prompt-render"], ["dropped", "none"]),
  example(false, ["as-rendered", "none"], ["as-rendered", "none", true]),
);

test("turns are counted by verdict, trained ones by proof", () => {
  expect(COUNTS).toMatchObject({
    examples: 4,
    tokens: 12,
    trained_tokens: 8,
    turns: 9,
    verdicts: { exact: 2, composed: 1, split: 1, "as-rendered": 2, dropped: 1, masked: 2 },
    proofs: { "one-render": 1, "prompt-render": 3, none: 2 },
    ends_appended: 3,
    composed: 1,
  });
});
