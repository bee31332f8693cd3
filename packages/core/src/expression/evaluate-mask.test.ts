import { describe, expect, it } from "vitest";
import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { ExpressionError } from "../errors/expression-error.ts";
import { createTurnwise } from "../create-turnwise.ts";
import { evaluateMask, type MaskNames } from "./evaluate-mask.ts";
import { parseExpression } from "./parse-expression.ts";

const { mask } = createTurnwise({ plugins: [] });

function messageOf(expression: string): string {
  try {
    mask(expression);
  } catch (error) {
    return error instanceof ExpressionError ? error.message : `${String(error)}`;
  }
  return "read without complaint";
}

describe("parseExpression", () => {
  it("reads names, calls, numbers and quoted texts, with their places", () => {
    expect(parseExpression(" scale ( roles(tool-x, 'a \"b'), -0.5e1 ) ")).toEqual({
      kind: "call",
      name: "scale",
      at: 1,
      given: [
        {
          kind: "call",
          name: "roles",
          at: 9,
          given: [
            { kind: "call", name: "tool-x", given: [], at: 15 },
            { kind: "text", value: 'a "b', at: 23 },
          ],
        },
        { kind: "number", value: -5, at: 32 },
      ],
    });
    expect(parseExpression("all()")).toEqual(parseExpression("all"));
    expect(["7", ".5", "-3.", "1E2"].map((text) => parseExpression(text))).toMatchObject(
      [7, 0.5, -3, 100].map((value) => ({ kind: "number", value })),
    );
  });
});

describe("errors of a mask expression show the place and the usage", () => {
  it.each([
    ["", "mask: a name, a number or a quoted text is missing here\n  \n  ^"],
    ["roles(", "mask: a name, a number or a quoted text is missing here\n  roles(\n        ^"],
    ["roles(a,)", "mask: a name, a number or a quoted text is missing here\n  roles(a,)\n          ^"],
    ["roles(a", 'mask: a ")" is missing here\n  roles(a\n         ^'],
    ["roles(a b)", 'mask: a ")" is missing here\n  roles(a b)\n          ^'],
    ["all all", "mask: nothing may follow the expression\n  all all\n      ^"],
    ["'all'", "mask: a mask is expected here\n  'all'\n  ^"],
    ["roles()", "mask: argument 1 is missing: roles(NAME, …)\n  roles()\n  ^"],
    ["roles", "mask: argument 1 is missing: roles(NAME, …)\n  roles\n  ^"],
    ["sum()", "mask: argument 1 is missing: sum(MASK, …)\n  sum()\n  ^"],
    ["and()", "mask: argument 1 is missing: and(SELECTOR, …)\n  and()\n  ^"],
    ["scale(all)", "mask: argument 2 is missing: scale(MASK, FACTOR)\n  scale(all)\n  ^"],
    ["scale(all, 1, 2)", "mask: one argument too many: scale(MASK, FACTOR)\n  scale(all, 1, 2)\n                ^"],
    ["all(1)", "mask: one argument too many: all\n  all(1)\n      ^"],
    ["assistant(user)", "mask: one argument too many: assistant\n  assistant(user)\n            ^"],
    ["scale(all, x)", "mask: a number is expected here: scale(MASK, FACTOR)\n  scale(all, x)\n             ^"],
    ["roles(3)", "mask: a name is expected here: roles(NAME, …)\n  roles(3)\n        ^"],
    ["roles(a(b))", "mask: a name is expected here: roles(NAME, …)\n  roles(a(b))\n        ^"],
    ["not(assistant)", "mask: assistant gives weights; a selector is expected here\n  not(assistant)\n      ^"],
    ["not('a')", "mask: a selector is expected here\n  not('a')\n      ^"],
    ["sum(all, 'a')", "mask: a mask is expected here\n  sum(all, 'a')\n           ^"],
    [
      "sum(all, or(turn('x')))",
      "mask: a number is expected here: turn(PLACE)\n  sum(all, or(turn('x')))\n                   ^",
    ],
  ])("%s", (expression, message) => expect(messageOf(expression)).toBe(message));

  it("names what is unknown, the nearest and all that is known", () => {
    const known =
      "all, and, assistant, field, flagged, generation, last-assistant, not, or, part, prompt-length, role, roles, scale, sum, turn";
    expect(messageOf("scale(asistant, 1)")).toBe(
      `UnknownNameError: no mask or selector "asistant". Did you mean "assistant"? Known: ${known}.`,
    );
    expect(messageOf("and(role(user), everything)")).toBe(
      `UnknownNameError: no mask or selector "everything". Known: ${known}.`,
    );
    expect(messageOf("constructor")).toContain('no mask or selector "constructor"');
    expect(messageOf("part(bodi)")).toContain(
      'no turn part "bodi". Did you mean "body"? Known: body, end, generation-prompt',
    );
    expect(messageOf("prompt-length(trun)")).toContain('no end of prompt-length "trun". Did you mean "turn"?');
    expect(messageOf("scale(all, -1)")).toBe("TurnwiseError: scale: the factor is -1; give a number of 0 or more");
  });
});

describe("arguments", () => {
  it("reach what a plug-in registers, nested as deep as one likes", () => {
    const made: unknown[] = [];
    const selector: Configured<TokenSelector> = {
      usage: "near(TEXT, NUMBER)",
      description: "for this test",
      create: (given) => {
        made.push([given.length, given.text(0), given.number(1)]);
        return { select: () => {} };
      },
    };
    const strategy: Configured<MaskingStrategy> = {
      usage: "twice(MASK)",
      description: "for this test",
      create: (given) => given.strategy(0),
    };
    const names: MaskNames = { strategies: new Map([["twice", strategy]]), selectors: new Map([["near", selector]]) };
    expect(evaluateMask("twice(twice(near('a, (b)', -2)))", names).trains).toBe("any");
    expect(evaluateMask("near(a-b.c, 1e3)", names).weights).toBe("binary");
    expect(made).toEqual([
      [2, "a, (b)", -2],
      [2, "a-b.c", 1000],
    ]);
  });
});
