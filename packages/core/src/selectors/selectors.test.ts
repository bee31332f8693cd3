import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { characterTokenizer } from "../character-tokenizer.fixture.ts";
import type { MaskInput } from "../contracts/mask-input.ts";
import type { TokenSelector } from "../contracts/token-selector.ts";
import { plainPreprocessor, plainModel, tracedOf } from "../plain-plugin.fixture.ts";
import { createMaskInput } from "../preprocessor/create-mask-input.ts";
import { encodeRow } from "../preprocessor/encode-row.ts";
import { stripBos } from "../bos/strip-bos.ts";
import { templateBos } from "../bos/template-bos.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { TURN_PARTS } from "../rendering/turn-parts.ts";
import { and } from "./and.ts";
import { field } from "./field.ts";
import { not } from "./not.ts";
import { or } from "./or.ts";
import { part } from "./part.ts";
import { role } from "./role.ts";
import { turn } from "./turn.ts";

function selection(selector: TokenSelector, row: MaskInput): Uint8Array {
  const out = new Uint8Array(row.tokens.ids.length);
  selector.select(row, out);
  return out;
}

const preprocessor = await plainPreprocessor();
const call = (name: string, city: string) => ({ type: "function", function: { name, arguments: { city } } });
const { conversation, ...trace } = tracedOf(
  preprocessor.trace({
    messages: [
      { role: "user", content: "Hi" },
      { role: "assistant", tool_calls: [call("find", "Rome"), call("look", "Oslo")] },
      { role: "tool", content: "ok" },
      { role: "assistant", reasoning_content: "Hm.", content: "Yes." },
    ],
  }),
);
const tokenizer = plainModel().tokenizer;
const row = createMaskInput(conversation, encodeRow(trace.printed, tokenizer, templateBos), tokenizer, {
  mayAskForStarts: false,
  promptLength: null,
});

/** The selected text, its runs joined by a bar. */
function selected(selector: TokenSelector): string {
  const chosen = selection(selector, row);
  const text = [...chosen]
    .map((yes, at) => (yes === 1 ? tokenizer.decode(row.tokens.ids.subarray(at, at + 1)) : "\0"))
    .join("");
  return text
    .split(/\0+/)
    .filter((run) => run !== "")
    .join("|");
}

describe("selectors", () => {
  it("role: whole turns, header to separator, of the conversation's roles", () => {
    expect(selected(role("user", "tool"))).toBe("<t>user\nHi<e>\n|<t>tool\nok<e>\n");
    expect(selected(role("model"))).toBe("");
  });

  it("part: these parts of every turn", () => {
    expect(selected(part("preamble", "end"))).toBe("<s>|<e>|<e>|<e>|<e>");
    expect(selected(part("header"))).toBe("<t>user\n|<t>assistant\n|<t>tool\n|<t>assistant\n");
    expect(() => part("boddy" as "body")).toThrow('no turn part "boddy". Did you mean "body"?');
  });

  it("field: what came from a field or inside it, the template's wrapping included", () => {
    expect(selected(field("content"))).toBe("Hi|ok|Yes.");
    expect(selected(field("reasoning_content"))).toBe("<think>Hm.</think>");
    expect(selected(field("tool_calls"))).toBe('find{"city": "Rome"}look{"city": "Oslo"}');
    expect(selected(field("tool_calls[1]"))).toBe('look{"city": "Oslo"}');
    expect(selected(field("tool_calls[].function.name"))).toBe("find|look");
    expect(selected(field("tool_calls[].function.na", "conten", "tool"))).toBe("");
  });

  it("turn: by its place from either end", () => {
    expect([0, 2, -1].map((place) => selected(turn(place)))).toEqual([
      "<t>user\nHi<e>\n",
      "<t>tool\nok<e>\n",
      "<t>assistant\n<think>Hm.</think>Yes.<e>\n",
    ]);
    expect([4, -5].map((place) => selected(turn(place)))).toEqual(["", ""]);
    expect(() => turn(0.5)).toThrow("turn: the place is 0.5; give a whole number");
  });

  it("combine", () => {
    expect(selected(and(turn(-1), part("body"), not(field("reasoning_content"))))).toBe("Yes.");
    expect(selected(or(turn(0), part("preamble")))).toBe("<s><t>user\nHi<e>\n");
    expect([selected(and()).length, selected(or())]).toEqual([row.rendering.text.length, ""]);
  });

  it("need what their parts need", () => {
    const starts: TokenSelector = { needs: ["starts"], select: () => {} };
    const free: TokenSelector = { select: () => {} };
    expect(and(part("body"), starts, starts).needs).toEqual(["parts", "starts"]);
    expect(or(free, starts).needs).toEqual(["starts"]);
    expect([not(starts).needs, not(free).needs]).toEqual([["starts"], []]);
  });
});

/** Any rendering, with tokens that straddle and some that the policy added before and behind. */
const anyRow = fc
  .array(
    fc.record({
      role: fc.constantFrom(null, "user", "assistant"),
      text: fc.string({ unit: fc.constantFrom("a", "b", "<e>"), maxLength: 4 }),
      part: fc.constantFrom(...TURN_PARTS),
      isData: fc.boolean(),
    }),
    { maxLength: 8 },
  )
  .map((steps) => {
    const builder = createRenderingBuilder();
    for (const each of steps) {
      if (each.role !== null) builder.turn(each.role, []);
      if (each.isData) builder.data(each.text, each.part, { message: 0, field: "content", start: 0 });
      else builder.template(each.text, each.part);
    }
    const characters = characterTokenizer({ merges: ["ab", "ba"], addsBefore: ["<s>"], addsAfter: ["<e>"] });
    const encoded = encodeRow(builder.finish(), characters, stripBos);
    return createMaskInput({ messages: [] }, encoded, characters, { mayAskForStarts: true, promptLength: null });
  });

const { selector: anySelector } = fc.letrec<{ selector: TokenSelector }>((tie) => ({
  selector: fc.oneof(
    { maxDepth: 3, depthIdentifier: "selector" },
    fc.constantFrom(
      role("user"),
      role("assistant"),
      part("body"),
      part("end", "header"),
      field("content"),
      turn(0),
      turn(-1),
    ),
    tie("selector").map(not),
    fc.tuple(tie("selector"), tie("selector")).map((both) => and(...both)),
    fc.tuple(tie("selector"), tie("selector")).map((both) => or(...both)),
  ),
}));

describe("selectors obey Boolean algebra", () => {
  it.each<[string, (a: TokenSelector, b: TokenSelector, c: TokenSelector) => readonly [TokenSelector, TokenSelector]]>([
    ["a = not not a", (a) => [a, not(not(a))]],
    ["a and a = a", (a) => [and(a, a), a]],
    ["a or not a = everything", (a) => [or(a, not(a)), and()]],
    ["a and not a = nothing", (a) => [and(a, not(a)), or()]],
    ["not (a and b) = not a or not b", (a, b) => [not(and(a, b)), or(not(a), not(b))]],
    ["not (a or b) = not a and not b", (a, b) => [not(or(a, b)), and(not(a), not(b))]],
    ["a and b = b and a", (a, b) => [and(a, b), and(b, a)]],
    ["a and (b or c) = a and b or a and c", (a, b, c) => [and(a, or(b, c)), or(and(a, b), and(a, c))]],
    ["a or (a and b) = a", (a, b) => [or(a, and(a, b)), a]],
    ["a or b or c = (a or b) or c", (a, b, c) => [or(a, b, c), or(or(a, b), c)]],
  ])("%s", (_, law) => {
    fc.assert(
      fc.property(anyRow, anySelector, anySelector, anySelector, (any, a, b, c) => {
        const [left, right] = law(a, b, c).map((selector) => selection(selector, any));
        expect(left).toEqual(right);
      }),
    );
  });

  it("each token is in one turn or none, and in one part or none", () => {
    fc.assert(
      fc.property(anyRow, (any) => {
        const all = TURN_PARTS.map((each) => selection(part(each), any));
        const sums = [...any.tokens.ids].map((_, at) => all.reduce((sum, chosen) => sum + (chosen[at] ?? 0), 0));
        const [first = 0, last = 0] = [any.tokens.firstToken[0], any.tokens.firstToken.at(-1)];
        expect(sums).toEqual([...any.tokens.ids].map((_id, at) => (at >= first && at < last ? 1 : 0)));
      }),
    );
  });
});

describe("tokensIn", () => {
  it("finds the tokens that start in a range of the text, added ones never", () => {
    fc.assert(
      fc.property(anyRow, fc.nat(12), fc.nat(12), (any, from, length) => {
        const expected = [...(any.starts ?? [])].flatMap((start, at) =>
          start >= 0 && start >= from && start < from + length ? [at] : [],
        );
        const [start, end] = any.tokensIn(from, from + length);
        expect(Array.from({ length: Math.max(0, end - start) }, (_, at) => start + at)).toEqual(expected);
      }),
    );
  });

  it("says which need is missing", () => {
    expect(() => row.tokensIn(0, 1)).toThrow('declare the need "starts"');
  });
});
