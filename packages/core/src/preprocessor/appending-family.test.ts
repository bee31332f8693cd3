import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Conversation } from "../contracts/conversation.ts";
import { drawExamples, plainPreprocessor, tracedOf } from "../plain-plugin.fixture.ts";
import type { PreprocessorSettings } from "./preprocessor-settings.ts";

const messages = Array.from({ length: 21 }, (_, index) => ({
  role: index % 2 === 0 ? "user" : "assistant",
  content: `text ${index}`,
}));
const chat: Conversation = { messages };
const settings: readonly Omit<PreprocessorSettings, "model">[] = [
  {},
  { turns: "last" },
  { turns: "refuse" },
  { turns: "as-rendered" },
  { mask: "last-assistant" },
];

describe("a family that only appends", () => {
  it.each(settings)("gives the examples that comparing every turn gives: %j", async (given) => {
    const [compared, appended] = await Promise.all(
      [false, true].map(async (appends) =>
        tracedOf((await plainPreprocessor(given, { family: { appends } })).trace(chat)),
      ),
    );
    if (compared === undefined || appended === undefined) throw new Error("two traces");
    expect(drawExamples(appended)).toEqual(drawExamples(compared));
    const verdicts = ({ examples }: typeof compared): unknown =>
      examples.map(({ example: { turns } }) => turns.map(({ proof: _proof, ...rest }) => rest));
    expect(verdicts(appended)).toEqual(verdicts(compared));
    const last = (trace: typeof compared): unknown => trace.examples[0]?.example.turns.at(-1)?.proof;
    const isProven = given.turns !== "as-rendered";
    expect([last(compared), last(appended)]).toEqual(isProven ? ["prompt-render", "one-render"] : ["none", "none"]);
  });

  it("gives what comparing every turn gives, whatever the row has", async () => {
    const [compared, appended] = await Promise.all(
      [false, true].map((appends) => plainPreprocessor({}, { family: { appends } })),
    );
    const text = fc.constantFrom("", " ", "P", "text", "<e>", "<t>user", "<think>why</think>text", "\nP");
    const message = fc.record({ role: fc.constantFrom("system", "user", "assistant", "assistant"), content: text });
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 6 }), fc.boolean(), (drawn, continueFinalMessage) => {
        const row: Conversation = { messages: drawn, continueFinalMessage };
        expect(withoutProof(appended?.prepare(row))).toEqual(withoutProof(compared?.prepare(row)));
      }),
      { numRuns: 500 },
    );
  });

  it("and rewrites some answers gives what comparing every turn gives", async () => {
    const [compared, appended] = await Promise.all(
      ([false, "where-it-does"] as const).map((appends) => plainPreprocessor({}, { family: { appends } })),
    );
    const text = fc.constantFrom("", " ", "untold", " text ", "<e>", "<t>user", "<think>why</think>text");
    const message = fc.record(
      {
        role: fc.constantFrom("system", "user", "assistant", "assistant"),
        content: text,
        reasoning_content: fc.option(text),
        tool_calls: fc.constantFrom(null, null, [{ function: { name: "f", arguments: {} } }]),
      },
      { requiredKeys: ["role", "content"] },
    );
    const verdicts = new Set<string>();
    fc.assert(
      fc.property(fc.array(message, { minLength: 1, maxLength: 6 }), (drawn) => {
        const result = appended?.prepare({ messages: drawn });
        expect(withoutProof(result)).toEqual(withoutProof(compared?.prepare({ messages: drawn })));
        if (result?.kind !== "prepared") return;
        for (const { turns } of result.examples) for (const { verdict } of turns) verdicts.add(verdict);
      }),
      { numRuns: 1000 },
    );
    expect([...verdicts]).toEqual(expect.arrayContaining(["exact", "split"]));
  });

  it("takes no renderings of the proof budget", async () => {
    const rows = [false, true].map(async (appends) => {
      const preprocessor = await plainPreprocessor({ proofBudget: 5 }, { family: { appends } });
      return preprocessor.prepare(chat);
    });
    expect(await Promise.all(rows)).toMatchObject([{ code: "unproven" }, { kind: "prepared" }]);
  });
});

function withoutProof(result: unknown): unknown {
  return JSON.parse(JSON.stringify(result, (key, value: unknown) => (key === "proof" ? undefined : value)));
}
