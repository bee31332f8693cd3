import { describe, expect, it } from "vitest";
import { noBos } from "../bos/no-bos.ts";
import { characterTokenizer } from "../character-tokenizer.fixture.ts";
import type { Conversation } from "../contracts/conversation.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Message } from "../contracts/message.ts";
import type { TemplateEngine } from "../contracts/template-engine.ts";
import type { TemplateRenderer } from "../contracts/template-renderer.ts";
import { createTurnwise } from "../create-turnwise.ts";
import type { PlainFamilySettings } from "../plain-family.fixture.ts";
import {
  drawTrained,
  exampleOf,
  plainModel,
  plainPlugin,
  plainPreprocessor,
  tracedOf,
} from "../plain-plugin.fixture.ts";
import { createMaskInput } from "../preprocessor/create-mask-input.ts";
import { encodeRow } from "../preprocessor/encode-row.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { textRendering } from "../rendering/text-rendering.ts";
import { and } from "../selectors/and.ts";
import { field } from "../selectors/field.ts";
import { part } from "../selectors/part.ts";
import { role } from "../selectors/role.ts";
import { roles } from "./roles.ts";
import { scale } from "./scale.ts";
import { selected } from "./selected.ts";
import { sum } from "./sum.ts";

const CHAT: Conversation = {
  messages: [
    { role: "system", content: "S" },
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Yo" },
    { role: "user", content: "Why?" },
    { role: "assistant", reasoning_content: "Hm", content: "So." },
  ],
};

/** What a mask trains, in brackets. */
async function drawn(mask: string | MaskingStrategy, chat: Conversation = CHAT, family: PlainFamilySettings = {}) {
  const preprocessor = await plainPreprocessor({ mask }, { family });
  return drawTrained(tracedOf(preprocessor.trace(chat)));
}

async function code(mask: string | MaskingStrategy, chat: Conversation) {
  const result = (await plainPreprocessor({ mask })).prepare(chat);
  return result.kind === "rejection" ? { code: result.code, at: result.at } : null;
}

function flagged(...messages: readonly Message[]): Promise<string> {
  return drawn("flagged", { messages });
}

/** An answer of which only these ranges are trained. */
function ranges(train: NonNullable<Message["train"]>, content: string = "Yes. No."): Promise<string> {
  return flagged({ role: "assistant", content, train });
}

const SYSTEM = "<s><t>system\nS<e>\n";

/** Marks each answer, its end and the line break behind. */
const renderMarked: TemplateRenderer["render"] = ({ messages }) => {
  const builder = createRenderingBuilder();
  const generated: [number, number][] = [];
  let at = 0;
  messages.forEach((given, message) => {
    builder.template(`<t>${given.role}\n`, null, null, message);
    builder.data(String(given.content), null, { message, field: "content", start: 0 });
    builder.template("<e>\n", null, null, message);
    const [start, end] = [at + given.role.length + 4, at + given.role.length + String(given.content).length + 8];
    if (given.role === "assistant") generated.push([start, end]);
    at = end;
  });
  return builder.finish({ generated, trace: null });
};

describe("built-in masks", () => {
  it("assistant: body and end of every assistant turn", async () => {
    expect(await drawn("assistant")).toBe(
      `${SYSTEM}<t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n<t>user\nWhy?<e>\n<t>assistant\n[<think>Hm</think>So.<e>]\n`,
    );
  });

  it("last-assistant: the last one alone, also where others follow it", async () => {
    expect(await drawn("last-assistant")).toBe(
      `${SYSTEM}<t>user\nHi<e>\n<t>assistant\nYo<e>\n<t>user\nWhy?<e>\n<t>assistant\n[<think>Hm</think>So.<e>]\n`,
    );
    expect(await drawn("last-assistant", { messages: CHAT.messages.slice(1, 4) })).toBe(
      "<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n<t>user\nWhy?<e>\n",
    );
  });

  it("roles: body and end of the turns of these roles", async () => {
    expect(await drawn("roles(system, user)")).toBe(
      "<s><t>system\n[S<e>]\n<t>user\n[Hi<e>]\n<t>assistant\nYo<e>\n<t>user\n[Why?<e>]\n<t>assistant\n<think>Hm</think>So.<e>\n",
    );
  });

  it("all: every token", async () => {
    expect(await drawn("all", { messages: CHAT.messages.slice(1, 3) })).toBe(
      "[<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n]",
    );
  });

  it("prompt-length: everything behind the prompt; (turn): up to its end-of-turn token", async () => {
    const prompt = `${SYSTEM}<t>user\nHi<e>\n<t>assistant\nYo<e>\n<t>user\nWhy?<e>\n<t>assistant\n`;
    expect(await drawn("prompt-length")).toBe(`${prompt}[<think>Hm</think>So.<e>\n]`);
    expect(await drawn("prompt-length(row)")).toBe(`${prompt}[<think>Hm</think>So.<e>\n]`);
    expect(await drawn("prompt-length(turn)")).toBe(`${prompt}[<think>Hm</think>So.<e>]\n`);
  });

  it("prompt-length(turn) finds the end by the tokenizer's ids where parts are not known", async () => {
    const settings = { mask: "prompt-length(turn)" } as const;
    const chat = { messages: CHAT.messages.slice(1, 3) };
    const known = await plainPreprocessor(settings, { engine: true });
    expect(drawTrained(tracedOf(known.trace(chat)))).toBe("<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n");
    const unknown = await plainPreprocessor(settings, { engine: true, tokenizer: { endOfSequence: ["<s>"] } });
    expect(unknown.prepare(chat)).toMatchObject({ code: "no-end-of-turn" });
    const endless = await plainPreprocessor(settings, { family: { endOfTurn: "" } });
    expect(endless.prepare(chat)).toMatchObject({ code: "no-end-of-turn" });
  });

  it("prompt-length(turn) takes no end in the prompt for the answer's", () => {
    const tokenizer = characterTokenizer();
    const encoded = encodeRow(textRendering("a<e>b"), tokenizer, noBos);
    const weigh = (promptLength: number): readonly number[] => {
      const weights = new Float32Array(3);
      const row = createMaskInput(CHAT, encoded, tokenizer, { mayAskForStarts: false, promptLength });
      createTurnwise({ plugins: [] }).mask("prompt-length(turn)").weigh(row, weights);
      return [...weights];
    };
    expect([weigh(0), weigh(1)]).toEqual([
      [1, 1, 0],
      [0, 1, 0],
    ]);
    expect(() => weigh(2)).toThrow(expect.objectContaining({ code: "no-end-of-turn" }));
  });

  it("scale and sum: weights multiplied and added", async () => {
    const chat = { messages: CHAT.messages.slice(1, 3) };
    const both = "<s><t>user\n[Hi<e>]0.25\n<t>assistant\n[Yo<e>]\n";
    expect(await drawn("sum(assistant, scale(roles(user), 0.25))", chat)).toBe(both);
    expect(await drawn(sum(roles("assistant"), scale(roles("user"), 0.25)), chat)).toBe(both);
    expect(await drawn("sum(assistant, assistant)", chat)).toBe("<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]2\n");
    expect(await drawn("scale(assistant, 0)", chat)).toBe("<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n");
    expect(() => scale(roles("user"), -1)).toThrow("scale: the factor is -1; give a number of 0 or more");
    expect(() => scale(roles("user"), Number.NaN)).toThrow("the factor is NaN");
  });

  it("scale and sum declare what their parts do", () => {
    const any: MaskingStrategy = { needs: ["starts"], trains: "any", weights: "binary", weigh: () => {} };
    expect(sum(roles("user"), any)).toMatchObject({ needs: ["parts", "starts"], trains: "any", weights: "fractional" });
    expect(sum(roles("user"), roles("tool"))).toMatchObject({ trains: "any", weights: "fractional" });
    expect(sum(roles("assistant"), scale(roles("assistant"), 2))).toMatchObject({ trains: "answers" });
    expect(scale(any, 1)).toMatchObject({ needs: ["starts"], trains: "any", weights: "fractional" });
  });

  it("generation trains what the template marks, and counts where that is not the answer", async () => {
    const engine: TemplateEngine = {
      name: "marking",
      description: "for tests",
      compile: () => ({ name: "marking", provenance: "origins", marksGeneration: true, render: renderMarked }),
    };
    const turnwise = createTurnwise({ plugins: [plainPlugin({}, { families: [], templateEngines: [engine] })] });
    const preprocessor = await turnwise.preprocessor({ model: plainModel(), mask: "generation" });
    const chat = { messages: CHAT.messages.slice(1, 3) };
    const trace = tracedOf(preprocessor.trace(chat));
    expect(drawTrained(trace)).toBe("<t>user\nHi<e>\n<t>assistant\n[Yo<e>\n]");
    expect(trace.diagnostics).toMatchObject([{ code: "generation-differs", count: 1 }]);
    expect(exampleOf(trace).example.turns).toMatchObject([{ verdict: "not-claimed" }]);
  });

  it("generation needs an engine, and a template that marks something", async () => {
    await expect(drawn("generation")).rejects.toMatchObject({ code: "no-template-engine" });
    const text = plainPreprocessor({ mask: "generation" }, { engine: true });
    await expect(text).rejects.toMatchObject({ code: "generation-spans-unavailable" });
  });

  it("a selector alone is a mask", async () => {
    expect(await drawn("and(turn(1), part(body))")).toContain("<t>user\n[Hi]<e>");
    expect(await drawn(selected(and(role("assistant"), field("reasoning_content"))))).toContain(
      "[<think>Hm</think>]So.",
    );
  });
});

describe("the mask flagged", () => {
  const user: Message = { role: "user", content: "Hi" };
  const assistant: Message = { role: "assistant", content: "Yes. No." };

  it("trains assistant messages unless they say no, others only if they say yes", async () => {
    expect(await flagged(user, assistant)).toBe("<s><t>user\nHi<e>\n<t>assistant\n[Yes. No.<e>]\n");
    expect(await flagged({ ...user, train: true }, { ...assistant, train: false })).toBe(
      "<s><t>user\n[Hi<e>]\n<t>assistant\nYes. No.<e>\n",
    );
    expect(await flagged({ ...user, train: false, weight: 2 }, { ...assistant, weight: 0 })).toBe(
      "<s><t>user\nHi<e>\n<t>assistant\nYes. No.<e>\n",
    );
  });

  it("gives a message its weight", async () => {
    expect(await flagged({ ...user, weight: 0.25 }, { ...assistant, weight: 2 })).toBe(
      "<s><t>user\n[Hi<e>]0.25\n<t>assistant\n[Yes. No.<e>]2\n",
    );
  });

  it("takes null for absent, as tables write it", async () => {
    const nulls = { train: null, weight: null } as unknown as Message;
    expect(await flagged({ ...user, ...nulls }, { ...assistant, ...nulls })).toBe(await flagged(user, assistant));
  });

  it("trains ranges of the content, and the end of the turn if one reaches its end", async () => {
    expect(await ranges([[0, 4]])).toBe("<s><t>assistant\n[Yes.] No.<e>\n");
    expect(await ranges([[5, 8]])).toBe("<s><t>assistant\nYes. [No.<e>]\n");
    expect(
      await ranges([
        [0, 1],
        [2, 3],
        [7, 99],
      ]),
    ).toBe("<s><t>assistant\n[Y]e[s]. No[.<e>]\n");
    expect(await ranges([])).toBe("<s><t>assistant\nYes. No.<e>\n");
    expect(await ranges([[0, 4]], "  Yes. No.")).toBe("<s><t>assistant\n[Ye]s. No.<e>\n");
    expect(await ranges([[3, 5]], "  Yes. No.")).toBe("<s><t>assistant\nY[es]. No.<e>\n");
    expect(await ranges([[2, 3]], "😀a")).toBe("<s><t>assistant\n😀[a<e>]\n");
  });

  it("rejects ranges of a content that is printed otherwise than it stands", async () => {
    const answer: Message = { ...assistant, train: [[0, 4]] };
    const moved = await plainPreprocessor({ mask: "flagged" }, { family: { knowsPlaces: false } });
    expect(moved.prepare({ messages: [user, answer] })).toMatchObject({
      code: "provenance-lost",
      at: { message: 1, field: "content" },
    });
    expect(moved.prepare({ messages: [user, assistant] }).kind).toBe("prepared");
  });

  it("keeps messages apart that share a turn", async () => {
    const system: Message = { role: "system", content: "S", train: true };
    const folded = await drawn("flagged", { messages: [system, user] }, { system: "folded" });
    expect(folded).toBe("<s><t>user\n[S|]Hi<e>\n");
    const other = await drawn(
      "flagged",
      {
        messages: [
          { ...system, train: false },
          { ...user, train: true },
        ],
      },
      { system: "folded" },
    );
    expect(other).toBe("<s><t>user\nS|[Hi<e>]\n");
  });

  it("does not take the text of a tool's turn for the assistant's, though it names the assistant's call", async () => {
    const call: Message = { role: "assistant", tool_calls: [{ id: "a", function: { name: "find", arguments: {} } }] };
    expect(await flagged(call, { role: "tool", tool_call_id: "a", content: "ok" })).toBe(
      "<s><t>assistant\n[find{}<e>]\n<t>tool\nfind: ok<e>\n",
    );
  });

  it.each<[Partial<Record<keyof Message, unknown>>, string]>([
    [{ train: "yes" }, "bad-train-flag"],
    [{ train: [[0, "4"]] }, "bad-train-flag"],
    [{ train: [[4]] }, "bad-train-flag"],
    [{ train: [[0, 1]], content: null, tool_calls: [] }, "bad-train-flag"],
    [{ weight: -1 }, "bad-weight"],
    [{ weight: "2" }, "bad-weight"],
    [{ weight: 1e39 }, "bad-weight"],
  ])("rejects a row with %j, and the run goes on", async (flags, expected) => {
    const message = { ...assistant, ...flags } as Message;
    expect(await code("flagged", { messages: [user, message] })).toEqual({
      code: expected,
      at: { message: 1, field: expected === "bad-weight" ? "weight" : "train" },
    });
  });
});

describe("a strategy of one's own", () => {
  it("is a few lines: only the last sentence of each answer", async () => {
    const lastSentence: MaskingStrategy = {
      needs: ["parts", "starts"],
      trains: "answers",
      weights: "binary",
      weigh(row, out) {
        for (let index = 0; index < row.rendering.segmentCount; index++) {
          const segment = row.rendering.segment(index);
          if (row.rendering.turns[segment.turn]?.role !== "assistant" || segment.field !== "content") continue;
          const from = segment.text.search(/[^.]*\.$/);
          out.fill(1, ...row.tokensIn(segment.start + from, segment.start + segment.text.length));
        }
      },
    };
    const chat = { messages: [{ role: "assistant", content: "One. Two." }] };
    expect(await drawn(lastSentence, chat)).toBe("<s><t>assistant\nOne.[ Two.]<e>\n");
  });

  it("gets only what it asked for", async () => {
    const seen: unknown[] = [];
    const looks = (needs: MaskingStrategy["needs"]): MaskingStrategy => ({
      ...(needs ? { needs } : {}),
      trains: "any",
      weights: "binary",
      weigh: ({ starts, promptLength, endOfSequence }, out) => {
        seen.push([starts?.length === out.length, promptLength, endOfSequence.length]);
      },
    });
    for (const needs of [undefined, ["starts"], ["prompt-length"]] as const) await drawn(looks(needs));
    expect(seen).toEqual([
      [false, null, 1],
      [true, null, 1],
      [false, 60, 1],
    ]);
  });

  it.each([
    [Number.NaN, "fractional", "finite and 0 or more"],
    [-1, "fractional", "finite and 0 or more"],
    [Infinity, "fractional", "finite and 0 or more"],
    [0.5, "binary", "0 or 1, or declare weights: fractional"],
    [2, "binary", "0 or 1, or declare weights: fractional"],
  ] as const)("that gives the weight %d though it says %s is a fault of the program", async (weight, weights, rule) => {
    const mask: MaskingStrategy = { trains: "any", weights, weigh: (_row, out) => void out.fill(weight, 3) };
    await expect(drawn(mask)).rejects.toMatchObject({
      code: "mask-weights",
      message: `the mask gave token 3 the weight ${weight}; it must be ${rule}`,
    });
  });
});

describe("part selectors in masks", () => {
  it("train headers and separators where one asks for them", async () => {
    expect(await drawn(selected(part("header", "separator")), { messages: CHAT.messages.slice(0, 1) })).toBe(
      "<s>[<t>system\n]S<e>[\n]",
    );
  });
});
