import {
  exactlyOneBos,
  noBos,
  stripBos,
  templateBos,
  type BosDecision,
  type BosPolicy,
  type Rendering,
} from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { failuresOf } from "../check.ts";
import { bosPolicyChecks } from "./test-bos-policy.ts";

const KEEP: BosDecision = { remove: null, before: [], after: [], diagnostics: [] };

function deciding(apply: (rendering: Rendering) => Partial<BosDecision>): BosPolicy {
  return { ...templateBos, apply: (rendering) => ({ ...KEEP, ...apply(rendering) }) };
}

let calls = 0;
const PREAMBLE = "takes nothing but whole BOS tokens out of the leading preamble";

const FAULTS: readonly (readonly [name: string, policy: BosPolicy, found: string])[] = [
  ["removes half a token", deciding(({ text }) => ({ remove: text.startsWith("<s>") ? [0, 2] : null })), PREAMBLE],
  ["removes what the data say", deciding(({ text }) => ({ remove: [text.lastIndexOf("<s>"), text.length] })), PREAMBLE],
  [
    "removes every BOS up to the last",
    deciding(({ text }) => ({ remove: [0, text.indexOf("<s>hello") + 3] })),
    "a BOS behind the preamble stays, in the template and in data",
  ],
  [
    "adds a token of its own",
    deciding(() => ({ before: [7] })),
    "adds nothing but the BOS and what the tokenizer adds by itself",
  ],
  [
    "reports without a code",
    deciding(() => ({ diagnostics: [{ code: "", message: "x", count: 1 }] })),
    "reports as diagnostics only counted things with a code",
  ],
  [
    "counts its calls",
    deciding(() => ({ before: calls++ % 2 === 0 ? [0x110000] : [] })),
    "the same rendering always gets the same decision",
  ],
  [
    "adds a BOS that the tokenizer lacks",
    deciding(() => ({ before: [0x110000] })),
    "a tokenizer without BOS, unless it declares that it needs one, leaves the text as it is",
  ],
];

describe("the suite of BOS policies", () => {
  test.each([exactlyOneBos, noBos, templateBos, stripBos])("finds nothing in $name", async (policy) => {
    expect(await failuresOf(bosPolicyChecks(policy))).toEqual([]);
  });
  test.each(FAULTS)("finds one that %s", async (_name, policy, found) => {
    calls = 0;
    expect(await failuresOf(bosPolicyChecks(policy))).toContain(found);
  });
  test("finds a wrong number of BOS", async () => {
    expect(await failuresOf(bosPolicyChecks(templateBos, { leading: 1 }))).toEqual(["1 BOS at the start in the end"]);
  });
});
