import { describe, expect, it } from "vitest";
import type { Conversation } from "../contracts/conversation.ts";
import type { Json } from "../contracts/json.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Message } from "../contracts/message.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { createTurnwise } from "../create-turnwise.ts";
import { parseJson } from "../json/parse-json.ts";
import type { PlainFamilySettings } from "../plain-family.fixture.ts";
import {
  drawExamples,
  drawTrained,
  exampleOf,
  plainModel,
  plainPlugin,
  plainPreprocessor,
  preparedOf,
  tracedOf,
} from "../plain-plugin.fixture.ts";
import type { PreprocessorSettings } from "./preprocessor-settings.ts";

const CHAT: Conversation = {
  messages: [
    { role: "user", content: "Hi" },
    { role: "assistant", content: "Yo" },
  ],
};
const CALL = { type: "function", function: { name: "find", arguments: { city: "Rome" } } };
const plain = await plainPreprocessor();

function chat(...messages: readonly Message[]): Conversation {
  return { messages };
}

function withParts(...content: readonly Json[]): Conversation {
  return chat({ role: "user", content }, { role: "assistant", content: "Yo" });
}

async function drawnBy(settings: Omit<PreprocessorSettings, "model">): Promise<string> {
  return drawTrained(tracedOf((await plainPreprocessor(settings)).trace(CHAT)));
}

/** What is trained, the verdicts, and what was counted. */
async function trained(
  conversation: Conversation,
  family: PlainFamilySettings = {},
  mask: string = "assistant",
): Promise<readonly unknown[]> {
  const trace = tracedOf((await plainPreprocessor({ mask, turns: "as-rendered" }, { family })).trace(conversation));
  const diagnostics = trace.diagnostics.map(({ code, message, count }) => `${code} ${count}: ${message}`);
  return [drawTrained(trace), exampleOf(trace).example.turns.map(({ verdict }) => verdict), diagnostics];
}

describe("prepare", () => {
  it("gives ids, weights, verdicts and diagnostics", () => {
    const { examples, diagnostics, kind } = preparedOf(plain.prepare(CHAT));
    expect([kind, examples.length, diagnostics]).toEqual(["prepared", 1, []]);
    const [{ ids, weights, turns, trainedTokens } = { ids: [], weights: [], turns: [], trainedTokens: 0 }] = examples;
    expect(plain.decode(Int32Array.from(ids))).toBe("<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n");
    expect([...weights].map(String).join("")).toBe(`${"0".repeat(22)}1110`);
    expect([turns, trainedTokens]).toEqual([
      [{ turn: 1, messages: [1], verdict: "exact", proof: "prompt-render", endAppended: false }],
      3,
    ]);
  });

  it("gives the same result for the same conversation and leaves the conversation as it was", () => {
    const given = structuredClone(CHAT);
    expect(plain.prepare(given)).toEqual(plain.prepare(given));
    expect(given).toEqual(CHAT);
    const frozen = Object.freeze({
      messages: Object.freeze(CHAT.messages.map((message) => Object.freeze({ ...message }))),
    });
    expect(plain.prepare(frozen).kind).toBe("prepared");
  });

  it("is done by an object that nobody can change", () => {
    for (const part of [plain, plain.conventions, plain.notes]) expect(Object.isFrozen(part)).toBe(true);
  });

  it("gives verdicts only for assistant turns: masked where the mask did not choose them", async () => {
    const messages = [...CHAT.messages, ...CHAT.messages];
    const verdicts = async (mask: string) =>
      preparedOf((await plainPreprocessor({ mask })).prepare({ messages })).examples[0]?.turns;
    expect(await verdicts("last-assistant")).toEqual([
      { turn: 1, messages: [1], verdict: "masked", proof: "none", endAppended: false },
      { turn: 3, messages: [3], verdict: "exact", proof: "prompt-render", endAppended: false },
    ]);
    expect(await verdicts("all")).toEqual([
      { turn: 1, messages: [1], verdict: "not-claimed", proof: "none", endAppended: false },
      { turn: 3, messages: [3], verdict: "not-claimed", proof: "none", endAppended: false },
    ]);
  });

  it("counts a row of which nothing is trained", () => {
    expect(preparedOf(plain.prepare(chat({ role: "user", content: "Hi" }))).diagnostics).toEqual([
      { code: "nothing-trained", message: "the mask trains no token of the row", count: 1 },
    ]);
  });
});

describe("rejections are values, faults of the program are thrown", () => {
  it("no messages, and what the template refuses, with the place", () => {
    expect(plain.prepare(chat())).toEqual({
      kind: "rejection",
      code: "no-messages",
      message: "the conversation has no messages",
    });
    const refused = {
      kind: "rejection",
      code: "template-error",
      message: 'plain: message 1 has role "critic"',
      at: { message: 1 },
    };
    const given = chat({ role: "user", content: "Hi" }, { role: "critic", content: "Bad" });
    expect([plain.prepare(given), plain.trace(given), plain.render(given)]).toEqual([refused, refused, refused]);
  });

  it("half of a surrogate pair, in content and in tool arguments", () => {
    const halved = parseJson(String.raw`{"city":"\ud83d"}`);
    for (const message of [
      { role: "assistant", content: "a\ud83d" },
      { role: "assistant", tool_calls: [{ function: { name: "find", arguments: halved } }] },
    ]) {
      expect(plain.prepare(chat(message))).toMatchObject({ kind: "rejection", code: "lone-surrogate" });
    }
    expect(plain.prepare(chat({ role: "assistant", content: "\ud83d\ude00" })).kind).toBe("prepared");
  });

  it("tool arguments nested deeper than the stack", () => {
    const deep = parseJson("[".repeat(100_000) + "]".repeat(100_000));
    const given = chat({ role: "assistant", tool_calls: [{ function: { name: "find", arguments: deep } }] });
    expect(plain.prepare(given)).toMatchObject({ kind: "rejection", code: "nested-too-deep" });
  });

  it("an error of a mask goes through as it is", async () => {
    const mask: MaskingStrategy = {
      trains: "any",
      weights: "binary",
      weigh: () => {
        throw new RangeError("my own bug");
      },
    };
    const broken = await plainPreprocessor({ mask });
    expect(() => broken.prepare(CHAT)).toThrow(new RangeError("my own bug"));
  });
});

describe("roles", () => {
  it("are read as others by their own names alone, and the conversation stays as it was", async () => {
    const given = chat({ role: "human", content: "Hi" }, { role: "constructor", content: "?" });
    const maps = await plainPreprocessor({ roles: { human: "user" } });
    expect(maps.prepare(given)).toMatchObject({ message: 'plain: message 1 has role "constructor"' });
    expect(given.messages[0]?.role).toBe("human");
  });
});

describe("content parts", () => {
  it("are joined where the family reads text alone, and counted", () => {
    const trace = tracedOf(plain.trace(withParts({ type: "text", text: "H" }, { text: "i" })));
    expect(drawTrained(trace)).toBe("<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n");
    expect(trace.diagnostics).toEqual([
      { code: "content-parts-joined", message: "text parts of a message joined to one text", count: 1 },
    ]);
    expect(trace.conversation.messages[0]?.content).toBe("Hi");
  });

  it("that are no text are refused with their place", () => {
    for (const part of [{ type: "image" }, { type: "image", text: "alt" }, { type: "text" }, "bare", null]) {
      expect(plain.prepare(withParts({ type: "text", text: "H" }, part))).toMatchObject({
        code: "unsupported-part",
        at: { message: 0, field: "content[1]" },
      });
    }
  });

  it("reach a family that reads them", async () => {
    const reads = await plainPreprocessor({}, { family: { contentParts: true } });
    const trace = tracedOf(reads.trace(withParts({ type: "text", text: "H" }, { type: "text", text: "i" })));
    expect([trace.printed.fields, trace.diagnostics]).toEqual([["content[0].text", "content[1].text", "content"], []]);
  });
});

describe("what the template does not print", () => {
  it("masks a turn whose tool call is dropped, and counts it", async () => {
    const dropped =
      "dropped 1: the template does not print the answer or tool call of an assistant message; masks of answers leave it out";
    const given = chat(
      { role: "assistant", content: "Wait.", tool_calls: [CALL] },
      { role: "user", content: "?" },
      { role: "assistant", content: "Ok" },
    );
    expect(await trained(given, { tools: false })).toEqual([
      "<s><t>assistant\nWait.<e>\n<t>user\n?<e>\n<t>assistant\n[Ok<e>]\n",
      ["dropped", "as-rendered"],
      [dropped],
    ]);
    expect(await trained(given, { tools: false }, "all")).toEqual([
      "[<s><t>assistant\nWait.<e>\n<t>user\n?<e>\n<t>assistant\nOk<e>\n]",
      ["not-claimed", "not-claimed"],
      [dropped],
    ]);
  });

  it.each(["split", "last", "refuse"] as const)(
    "refuses a row with an answer of which nothing is printed, which no mask can choose: %s",
    async (turns) => {
      const given = chat({ role: "user", content: "Hi" }, { role: "assistant", content: "Wait.", tool_calls: [CALL] });
      const prepare = async (mask: string): Promise<unknown> =>
        (await plainPreprocessor({ turns, mask }, { family: { skipsCalls: true } })).prepare(given);
      expect(await prepare("assistant")).toMatchObject({ code: "dropped", at: { message: 1 } });
      expect(await prepare("roles(user)")).toMatchObject({ kind: "prepared" });
    },
  );

  it("trains the rest of such a row where turns stay as they are rendered", async () => {
    const given = chat(
      { role: "assistant", content: "Wait.", tool_calls: [CALL] },
      { role: "user", content: "?" },
      { role: "assistant", content: "Ok" },
    );
    expect(await trained(given, { skipsCalls: true })).toEqual([
      "<s><t>user\n?<e>\n<t>assistant\n[Ok<e>]\n",
      ["dropped", "as-rendered"],
      [expect.stringContaining("dropped 1:")],
    ]);
  });

  it("counts texts beside an answer that is printed, and trains what is", async () => {
    const given = chat(
      { role: "assistant", reasoning_content: "Hm", content: "Yo" },
      { role: "assistant", content: "Wait.", tool_calls: [CALL] },
      { role: "user", reasoning_content: "Hm", content: " \n" },
      { role: "assistant", reasoning_content: "Hm", content: "Yo" },
    );
    expect(await trained(given)).toEqual([
      '<s><t>assistant\n[Yo<e>]\n<t>assistant\n[find{"city": "Rome"}<e>]\n<t>user\n<e>\n<t>assistant\n[<think>Hm</think>Yo<e>]\n',
      ["as-rendered", "as-rendered", "as-rendered"],
      [
        "not-printed 1: the template does not print assistant.reasoning_content",
        "not-printed 1: the template does not print assistant.content",
        "not-printed 1: the template does not print user.reasoning_content",
      ],
    ]);
  });

  it("counts tools", async () => {
    const tools = { ...CHAT, tools: [CALL] };
    expect((await trained(tools, { tools: false }))[2]).toEqual(["not-printed 1: the template does not print tools"]);
    expect((await trained(tools))[2]).toEqual([]);
    expect((await trained({ ...CHAT, tools: [] }, { tools: false }))[2]).toEqual([]);
  });
});

/** An answer with thoughts, which the plain family prints in the last message alone. */
function thought(content: string): Message {
  return { role: "assistant", reasoning_content: "Hm", content };
}

/** The whole conversation, with what is printed of the first answer. */
function whole(before: string): string {
  return `<s><t>user\nHi<e>\n<t>assistant\n${before}\n<t>user\n?<e>\n<t>assistant\n[<think>Hm</think>No<e>]\n`;
}

describe("turns that the template rewrites as history", () => {
  const given = chat({ role: "user", content: "Hi" }, thought("Yo"), { role: "user", content: "?" }, thought("No"));
  const first = "<s><t>user\nHi<e>\n<t>assistant\n[<think>Hm</think>Yo<e>]\n";

  async function examplesOf(settings: Omit<PreprocessorSettings, "model">): Promise<readonly unknown[]> {
    const trace = tracedOf((await plainPreprocessor(settings)).trace(given));
    const verdicts = trace.examples.map(({ example }) => example.turns.map(({ verdict }) => verdict));
    return [drawExamples(trace), verdicts, trace.examples.map(({ example }) => example.messages)];
  }

  it("are trained in an example in which they are last", async () => {
    expect(await examplesOf({})).toEqual([
      [first, whole("Yo<e>")],
      [["split"], ["masked", "exact"]],
      [2, 4],
    ]);
  });

  it("stay as they are rendered, unproven and counted, where the user wants that", async () => {
    expect(await examplesOf({ turns: "as-rendered" })).toEqual([
      [whole("[Yo<e>]")],
      [["as-rendered", "as-rendered"]],
      [4],
    ]);
  });

  it("whose own rendering is at fault are refused in its words, unless they stay as they are rendered", async () => {
    const broken = { ...thought("Yo"), reasoning_content: "\ud800" };
    const row = chat({ role: "user", content: "Hi" }, broken, { role: "user", content: "?" }, thought("No"));
    expect((await plainPreprocessor()).prepare(row)).toMatchObject({
      code: "prefix-does-not-render",
      message: expect.stringMatching(
        /for message 1 cannot be rendered: the first 2 messages alone: .*surrogate pair.*row\. Begin/,
      ),
    });
    const asRendered = await plainPreprocessor({ turns: "as-rendered" });
    expect(drawTrained(tracedOf(asRendered.trace(row)))).toBe(whole("[Yo<e>]"));
  });

  it("are left out by the policy last, and refused by the policy refuse", async () => {
    expect(await examplesOf({ turns: "last" })).toEqual([[whole("Yo<e>")], [["masked", "exact"]], [4]]);
    const refuses = await plainPreprocessor({ turns: "refuse" });
    expect(refuses.prepare(given)).toMatchObject({ kind: "rejection", code: "not-exact" });
  });

  it("are not written out more often than the expansion allows", async () => {
    const strict = await plainPreprocessor({ maxExpansion: 1.2 });
    expect(strict.prepare(given)).toMatchObject({
      code: "expansion",
      message: expect.stringContaining("the row needs 2 examples"),
    });
    expect(await examplesOf({ maxExpansion: 1.2, overExpansion: "as-rendered" })).toEqual(
      await examplesOf({ turns: "as-rendered" }),
    );
  });

  it("end a row that expands too much without encoding all of its examples", async () => {
    const model = plainModel();
    let encoded = 0;
    const tokenizer: Tokenizer = {
      ...model.tokenizer,
      withControlTokens: () => tokenizer,
      encode(rendering, options) {
        encoded++;
        return model.tokenizer.encode(rendering, options);
      },
    };
    const turnwise = createTurnwise({ plugins: [plainPlugin()] });
    const strict = await turnwise.preprocessor({ model: { ...model, tokenizer }, maxExpansion: 1.2 });
    const many = Array.from({ length: 12 }, () => [{ role: "user", content: "?" }, thought("Yo")]).flat();
    encoded = 0;
    expect(strict.prepare(chat(...many))).toMatchObject({
      code: "expansion",
      message: expect.stringContaining("the row needs 12 examples"),
    });
    // All would take 25: the full rendering, and each example with its proof.
    expect(encoded).toBeLessThan(18);
  });

  it("give an example only for what the mask chose in the whole conversation", async () => {
    expect(await examplesOf({ mask: "last-assistant" })).toEqual([[whole("Yo<e>")], [["masked", "exact"]], [4]]);
  });

  it("may be no turn that the mask claims: a mask of other roles trains the one rendering", async () => {
    const trace = tracedOf((await plainPreprocessor({ mask: "roles(user)" })).trace(given));
    expect(trace.examples.map(({ example }) => example.turns.map(({ verdict }) => verdict))).toEqual([
      ["not-claimed", "not-claimed"],
    ]);
  });

  it("are refused where nothing stops generation, naming what ends them", async () => {
    const endless = await plainPreprocessor({}, { tokenizer: { endOfSequence: ["<s>"], hasGenerationConfig: true } });
    expect(endless.prepare(CHAT)).toMatchObject({
      code: "no-stop",
      message: expect.stringContaining("--stop-token '<e>'"),
    });
    const named = { endOfSequence: ["<s>"], hasGenerationConfig: true };
    const stops = await plainPreprocessor({ stopTokens: ["<e>"] }, { tokenizer: named });
    expect(stops.prepare(CHAT).kind).toBe("prepared");
    await expect(plainPreprocessor({ stopTokens: ["nothing"] })).rejects.toMatchObject({ code: "stop-token" });
  });
});

describe("tokens that reach from a header into a body", () => {
  const parts = { tokenizer: { merges: ["\nY", "\nH"] } };

  it("are cut: the server encodes the prompt alone", async () => {
    const breaks = await plainPreprocessor({}, parts);
    const trace = tracedOf(breaks.trace(CHAT));
    expect(drawTrained(trace, parts.tokenizer)).toBe("<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n");
    expect(trace.diagnostics).toMatchObject([
      { code: "straddle", message: expect.stringContaining("prompt and body are encoded apart"), count: 1 },
    ]);
  });

  it("are cut in an example that ends with the turn: the next prompt holds the answer as the server encodes it", async () => {
    const breaks = await plainPreprocessor({}, parts);
    const trace = tracedOf(
      breaks.trace(chat(...CHAT.messages, { role: "user", content: "?" }, { role: "assistant", content: "No" })),
    );
    expect(drawExamples(trace, parts.tokenizer)).toEqual([
      "<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]",
      "<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n<t>user\n?<e>\n<t>assistant\n[No<e>]\n",
    ]);
    const cut = breaks.decode(Int32Array.of(trace.examples[0]?.tokens.ids.at(-4) ?? 0));
    const joint = [...(trace.examples[1]?.tokens.ids ?? [])].map((id) => breaks.decode(Int32Array.of(id)));
    expect([cut, joint.filter((text) => text === "\nY").length]).toEqual(["\n", 1]);
    expect(trace.examples.map(({ example }) => example.turns.map(({ verdict }) => verdict))).toEqual([
      ["exact"],
      ["masked", "exact"],
    ]);
  });

  it("are counted in trained turns and belong to the header", async () => {
    const keeps = await plainPreprocessor({ straddle: "keep" }, parts);
    const trace = tracedOf(keeps.trace(CHAT));
    expect(drawTrained(trace, parts.tokenizer)).toBe("<s><t>user\nHi<e>\n<t>assistant\nY[o<e>]\n");
    expect([exampleOf(trace).tokens.straddles.length, trace.diagnostics]).toEqual([
      2,
      [
        {
          code: "straddle",
          message: expect.stringContaining("from the header of a trained turn into its body"),
          count: 1,
        },
      ],
    ]);
  });

  it("keep their places behind what a BOS policy adds", async () => {
    const tokenizer = { ...parts.tokenizer, addsBefore: ["<s>"] };
    const strips = await plainPreprocessor({ bos: "strip", straddle: "keep" }, { tokenizer });
    const { tokens } = exampleOf(tracedOf(strips.trace(CHAT)));
    expect([...tokens.straddles].map((at) => strips.decode(tokens.ids.subarray(at, at + 1)))).toEqual(["\nH", "\nY"]);
  });

  it("are no matter within a body", async () => {
    const within = await plainPreprocessor({ straddle: "reject" }, { tokenizer: { merges: [">H"] } });
    const given = chat({ role: "assistant", reasoning_content: "Hm", content: "Yo" });
    const trace = tracedOf(within.trace(given));
    expect([exampleOf(trace).tokens.straddles.length, trace.diagnostics]).toEqual([1, []]);
  });

  it("are no matter in turns that are not trained", async () => {
    const last = { mask: "last-assistant", straddle: "reject" } as const;
    const given = chat(...CHAT.messages, { role: "assistant", content: "No" });
    expect((await plainPreprocessor(last, parts)).prepare(given).kind).toBe("prepared");
    const dropped = chat(
      { role: "assistant", content: "Yo", tool_calls: [CALL] },
      { role: "assistant", content: "No" },
    );
    const rejects = await plainPreprocessor(
      { straddle: "reject", turns: "as-rendered" },
      { ...parts, family: { tools: false } },
    );
    expect(preparedOf(rejects.prepare(dropped)).diagnostics).toMatchObject([{ code: "dropped" }]);
  });

  it("reject the row where the user chose so", async () => {
    const rejects = await plainPreprocessor({ straddle: "reject" }, parts);
    expect(rejects.prepare(CHAT)).toMatchObject({
      code: "straddle",
      message: expect.stringContaining("--straddle break"),
    });
    expect(rejects.prepare(chat({ role: "assistant", content: "No" })).kind).toBe("prepared");
  });
});

describe("BOS", () => {
  it("doubled by the template is mended and counted", async () => {
    const doubled = await plainPreprocessor({}, { family: { preamble: "<s><s>" } });
    const trace = tracedOf(doubled.trace(CHAT));
    expect(drawTrained(trace)).toBe("<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n");
    expect([trace.printed.text.slice(0, 6), trace.diagnostics]).toMatchObject([
      "<s><s>",
      [{ code: "doubled-bos", count: 1 }],
    ]);
  });

  it("stripped from the text is added by a tokenizer that adds it by itself, and masked", async () => {
    const tokenizer = { addsBefore: ["<s>"], addsAfter: ["<e>"] };
    const strips = await plainPreprocessor({ bos: "strip", straddle: "keep" }, { tokenizer });
    const trace = tracedOf(strips.trace(CHAT));
    expect(drawTrained(trace)).toBe("<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n<e>");
    const { starts, example } = exampleOf(trace);
    expect([starts[0], starts[1], starts.at(-1)]).toEqual([-1, 0, -1]);
    expect(example.ids.length).toBe(starts.length);
  });
});

describe("text from data", () => {
  const given = chat({ role: "user", content: "a<e>b" }, { role: "assistant", content: "Yo" });

  it("never becomes a control token in a family's rendering", () => {
    const { example } = exampleOf(tracedOf(plain.trace(given)));
    const end = example.ids.at(-2) ?? 0;
    expect([...example.ids].filter((id) => id === end)).toHaveLength(2);
    expect(plain.decode(example.ids)).toContain("a<e>b<e>");
  });

  it("counts the family's turn markers among them, though the tokenizer does not", async () => {
    const knowsBos = await plainPreprocessor(
      { turns: "as-rendered" },
      { tokenizer: { controlTokens: ["<s>"], endOfSequence: [] } },
    );
    const { tokens, starts } = exampleOf(tracedOf(knowsBos.trace(given)));
    const ends = [...tokens.ids].filter((id) => id === tokens.ids.at(-2));
    expect([ends.length, knowsBos.decode(Int32Array.from(ends)), starts.length]).toEqual([2, "<e><e>", 29]);
  });

  it("is searched for control tokens as they are spelled", async () => {
    const tokenizer = { controlTokens: ["<s>", "<|x|>", "[a-z]"] };
    const text = await plainPreprocessor({ mask: "all" }, { engine: true, tokenizer });
    expect(text.prepare(chat({ role: "user", content: "a < b | c > d, xyz" })).kind).toBe("prepared");
    for (const content of ["<|x|>", "[a-z]"]) {
      expect(text.prepare(chat({ role: "user", content }))).toMatchObject({ code: "control-token-in-data" });
    }
  });

  it("that could become one rejects the row where a rendering is text alone", async () => {
    const text = await plainPreprocessor({ mask: "all" }, { engine: true });
    const cases: readonly [Conversation, number, string][] = [
      [given, 0, "content"],
      [
        chat({
          role: "user",
          content: [
            { type: "text", text: "a<" },
            { type: "text", text: "e>" },
          ],
        }),
        0,
        "content",
      ],
      [chat({ role: "<e>", content: "" }), 0, "role"],
      [
        chat({ role: "assistant", tool_calls: [{ function: { name: "f", arguments: { "<t>": 1 } } }] }),
        0,
        "tool_calls",
      ],
      [{ ...CHAT, tools: [new Map([["x", ["<e>"]]])] }, -1, "tools"],
      [{ ...CHAT, templateArguments: { date_string: "<s>" } }, -1, "date_string"],
    ];
    for (const [conversation, message, field] of cases) {
      expect(text.prepare(conversation)).toMatchObject({ code: "control-token-in-data", at: { message, field } });
    }
    expect(text.prepare(CHAT).kind).toBe("prepared");
  });
});

describe("the recipe prompt-length", () => {
  const recipe = { recipe: "prompt-length" } as const;

  it("step by step: strip, prompt, prefix, labels, shift", async () => {
    const classic = await plainPreprocessor(recipe);
    const trace = tracedOf(classic.trace(CHAT));
    const { rendering, tokens, example } = exampleOf(trace);
    expect([trace.printed.text, rendering.text, trace.prompt?.rendering.text]).toEqual([
      "<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n",
      "<t>user\nHi<e>\n<t>assistant\nYo<e>\n",
      "<t>user\nHi<e>\n<t>assistant\n",
    ]);
    expect(trace.prompt?.ids).toEqual(tokens.ids.subarray(0, 21));
    const columns = classic.columns(example);
    expect(columns.input_ids).toEqual(tokens.ids.slice(0, -1));
    expect([...columns.labels]).toEqual([...Array.from({ length: 20 }, () => -100), ...tokens.ids.slice(21)]);
    expect([columns.shift, columns.loss_weights]).toEqual(["next-token", undefined]);
    expect(columns.attention_mask).toEqual(new Int8Array(24).fill(1));
  });

  it("trains the newline behind the end of the turn, which the mask assistant and --recipe-end turn do not", async () => {
    expect(await drawnBy(recipe)).toBe("<t>user\nHi<e>\n<t>assistant\n[Yo<e>\n]");
    const turn = await drawnBy({ ...recipe, recipeEnd: "turn" });
    expect(turn).toBe("<t>user\nHi<e>\n<t>assistant\n[Yo<e>]\n");
    expect(turn).toBe(await drawnBy({ bos: "strip", mask: "assistant" }));
  });

  it("needs no parts: the text of any template will do", async () => {
    const text = await plainPreprocessor(recipe, { engine: true });
    expect(exampleOf(tracedOf(text.trace(CHAT))).example).toMatchObject({ turns: [], trainedTokens: 4 });
  });

  it("leaves what a tokenizer adds behind a text out of the prompt", async () => {
    const adds = await plainPreprocessor(recipe, { tokenizer: { addsBefore: ["<s>"], addsAfter: ["<e>"] } });
    expect(drawTrained(tracedOf(adds.trace(CHAT)))).toBe("<s><t>user\nHi<e>\n<t>assistant\n[Yo<e>\n<e>]");
  });

  it("rejects a prompt that the full text does not begin with", async () => {
    const thinks = await plainPreprocessor(recipe, { family: { promptEnding: "<think>" } });
    expect(thinks.prepare(CHAT)).toMatchObject({
      code: "prompt-not-a-prefix",
      message: expect.stringContaining("the prompt has 28 tokens and differs from the full text at token 21"),
    });
    const longer = await plainPreprocessor(recipe, { family: { promptEnding: "Yo<e>\n" } });
    expect(preparedOf(longer.prepare(CHAT)).diagnostics).toMatchObject([{ code: "nothing-trained" }]);
    const longest = await plainPreprocessor(recipe, { family: { promptEnding: "Yo<e>\n<e>" } });
    expect(longest.prepare(CHAT)).toMatchObject({ code: "prompt-not-a-prefix" });
    const merges = await plainPreprocessor(recipe, { tokenizer: { merges: ["\nY"] } });
    expect(merges.prepare(CHAT)).toMatchObject({ code: "prompt-not-a-prefix" });
  });

  it("rejects a row that does not end with an answer", async () => {
    const classic = await plainPreprocessor(recipe);
    expect(classic.prepare(chat(...CHAT.messages, { role: "user", content: "?" }))).toMatchObject({
      code: "no-final-answer",
      message: expect.stringContaining("the row ends with a message of user"),
      at: { message: 2 },
    });
  });
});

describe("trace, render and columns", () => {
  it("trace says where each token starts in the text", () => {
    const { starts, tokens, rendering } = exampleOf(tracedOf(plain.trace(CHAT)));
    const texts = [...starts].map((start, at) => rendering.text.slice(start, starts[at + 1]));
    expect(texts).toEqual([...tokens.ids].map((id) => plain.decode(Int32Array.of(id))));
  });

  it("trace holds what prepare gives", () => {
    const trace = tracedOf(plain.trace(CHAT));
    expect(preparedOf(plain.prepare(CHAT))).toEqual({
      kind: "prepared",
      examples: [exampleOf(trace).example],
      diagnostics: trace.diagnostics,
    });
    expect([trace.kind, trace.prompt]).toEqual(["trace", null]);
  });

  it("render prints with and without the generation prompt, BOS as printed", () => {
    const text = "<s><t>user\nHi<e>\n<t>assistant\nYo<e>\n";
    expect(plain.render(CHAT)).toMatchObject({ text, provenance: "parts" });
    expect(plain.render(CHAT, { addGenerationPrompt: true })).toMatchObject({ text: `${text}<t>assistant\n` });
  });

  it("columns hold loss weights only where the mask can give some", async () => {
    const weighted = await plainPreprocessor({ mask: "scale(assistant, 0.5)", shift: "next-token-padded" });
    const [example] = preparedOf(weighted.prepare(CHAT)).examples;
    const columns = example === undefined ? undefined : weighted.columns(example);
    expect([weighted.weighted, plain.weighted]).toEqual([true, false]);
    expect([...(columns?.loss_weights ?? [])].slice(-6)).toEqual([0, 0.5, 0.5, 0.5, 0, 0]);
    expect([columns?.shift, columns?.labels.length, columns?.input_ids.length]).toEqual(["next-token-padded", 26, 26]);
  });
});

describe("prepareAll", () => {
  const rows = [CHAT, chat(), CHAT];
  const stopped = new Error("stopped");

  async function kindsOf(
    source: Parameters<typeof plain.prepareAll>[0],
    controller?: AbortController,
    abortAfter = Infinity,
  ) {
    const kinds: string[] = [];
    const stream = plain.prepareAll(source, controller ? { signal: controller.signal } : {});
    try {
      for await (const { kind } of stream) {
        kinds.push(kind);
        if (kinds.length === abortAfter) controller?.abort(stopped);
      }
    } catch (error) {
      kinds.push(error === stopped ? "stopped" : String(error));
    }
    return kinds;
  }

  async function* slowly(onEnd: () => void = () => {}) {
    try {
      for (const row of rows) yield await Promise.resolve(row);
    } finally {
      onEnd();
    }
  }

  it("takes arrays and streams, in order, rejections among the prepared", async () => {
    const expected = ["prepared", "rejection", "prepared"];
    expect([await kindsOf(rows), await kindsOf(slowly())]).toEqual([expected, expected]);
  });

  it("throws the signal's reason and closes the source, once it is aborted", async () => {
    let closed = 0;
    expect(
      await kindsOf(
        slowly(() => closed++),
        new AbortController(),
        2,
      ),
    ).toEqual(["prepared", "rejection", "stopped"]);
    expect(closed).toBe(1);
    const aborted = new AbortController();
    aborted.abort(stopped);
    expect(await kindsOf(rows, aborted)).toEqual(["stopped"]);
    expect(await kindsOf([], aborted)).toEqual(["stopped"]);
  });

  it("does not take a source that the signal ended for one that came to its end", async () => {
    const controller = new AbortController();
    async function* endsItself() {
      yield await Promise.resolve(CHAT);
      controller.abort(stopped);
    }
    expect(await kindsOf(endsItself(), controller)).toEqual(["prepared", "stopped"]);
  });
});
