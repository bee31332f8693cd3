import type { Example, TurnVerdict } from "@turnwise/core";
import { expect, test } from "vitest";
import { style } from "../terminal/style.ts";
import { countExample, emptyCounts, type Counts } from "./counts.ts";
import { summarise } from "./summary.ts";

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

test("the summary tells what is proven from what is not", () => {
  const manifest = {
    turnwise: "1.0.0",
    plugins: [],
    model: "m",
    conventions: {
      template: "turns end in <e>\u001B[2J",
      clock: "2024-07-26T13:45:07.000Z",
      template_arguments: '{"enable_thinking": false}',
    },
    inputs: [],
    limit: null,
    columns: [],
    outputs: [],
    counts: COUNTS,
    rejection_examples: [],
    notes: [],
  };
  const summary = summarise(manifest, "out", { setUp: 1, rows: 1 }, style({ isTTY: false }));
  expect(summary).toContain(
    "2 exact, 1 split, 1 composed; 2 as-rendered, unproven; 1 dropped by the template; 2 masked",
  );
  expect(summary).toMatch(/template +turns end in <e>\\u\{1b\}\[2J\n/);
  expect(summary).toMatch(/arguments +\{"enable_thinking": false\}\n/);
  expect(summary).toMatch(/clock +2024-07-26T13:45:07\.000Z, which the template reads as now/);
});
