import { readFileSync } from "node:fs";
import {
  findPrefill,
  renderingPrefill,
  RowError,
  type Conversation,
  type JsonObject,
  type Preprocessor,
  type Trace,
} from "@turnwise/core";
import { messagesAdapter } from "@turnwise/data";
import { createTurnwise } from "../../packages/cli/src/create-turnwise.ts";
import { describe, expect, it } from "vitest";
import { jinjaEngine } from "../../packages/transformers/src/template/jinja-engine.ts";
import { modelDirectory } from "../support/turnwise.ts";
import { hasConformance, readTemplate, sha256 } from "./conformance.ts";

interface Oracle {
  readonly conversations: Readonly<
    Record<string, { readonly messages: readonly JsonObject[]; readonly continue_final_message: boolean | string }>
  >;
  readonly tokenizers: Readonly<
    Record<
      "gemma3" | "llama3_1" | "qwen3",
      Readonly<Record<string, { readonly text?: string; readonly refused?: string }>>
    >
  >;
  readonly templates: Readonly<Record<string, string>>;
}

const oracle: Oracle = JSON.parse(readFileSync(new URL("./prefill.oracle.json", import.meta.url), "utf8"));
const clock = new Date(2024, 6, 26, 13, 45, 7);
const specialTokens = { bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>", pad_token: "<pad>" };
const conversations = Object.entries(oracle.conversations).map(
  ([name, row]) => [name, messagesAdapter.adapt(row).conversation] as const,
);

/** Who refuses, in the answers. */
const REFUSED = ["transformers", "template"];
const CODES = ["bad-prefill", "prefill-not-printed", "template-error", "template"];

function compiled(name: string): ReturnType<typeof jinjaEngine.compile> | null {
  try {
    const text = readTemplate(name);
    return jinjaEngine.compile({ text, hash: sha256(text) });
  } catch {
    return null;
  }
}

function printed(renderer: ReturnType<typeof jinjaEngine.compile>, conversation: Conversation): string {
  try {
    const prefill = findPrefill(conversation);
    if (prefill === null) throw new Error("nothing to continue");
    const render = renderingPrefill(
      (given, addGenerationPrompt, endBefore = []) =>
        renderer.render(given, { addGenerationPrompt, specialTokens, clock, endBefore }),
      conversation,
      prefill,
    );
    return render(conversation, false).text;
  } catch (error) {
    if (error instanceof RowError) return error.code;
    throw error;
  }
}

describe.runIf(hasConformance)("a rendering ends where transformers ends it, under every template", () => {
  it("or the row is refused: what cannot be a target, and lists of parts that are printed as Python prints them", () => {
    const refused = new Map<string, number>();
    const differences: string[] = [];
    for (const [name, answers] of Object.entries(oracle.templates)) {
      const renderer = compiled(name);
      const expected = answers.split(" ");
      conversations.forEach(([chat, conversation], index) => {
        const theirs = expected[index] ?? "";
        const ours = renderer === null ? "template" : printed(renderer, conversation);
        const isRefused = CODES.includes(ours);
        if (REFUSED.includes(theirs) ? isRefused : sha256(ours).slice(0, 16) === theirs) return;
        if (isRefused) refused.set(`${chat}: ${ours}`, (refused.get(`${chat}: ${ours}`) ?? 0) + 1);
        else differences.push(`${chat} under ${name}: ${ours}`);
      });
    }
    expect(differences).toEqual([]);
    expect(Object.fromEntries(refused)).toEqual({
      "blank: bad-prefill": 174,
      "of the user: bad-prefill": 174,
      "text and a call: bad-prefill": 135,
      "parts: prefill-not-printed": 42,
    });
  });
});

const turnwise = createTurnwise();
/** The family, the derived template, and the engine that knows nothing but text, which does not take Qwen 3's. */
const BY_FAMILY = {};
const DERIVED = { templateEngine: "jinja" };
const BY_TEXT = { templateEngine: "huggingface-jinja", mask: "prompt-length" };

const CASES = [
  ["gemma3", [BY_FAMILY, DERIVED, BY_TEXT], "Paris.<end_of_turn>", "", "Paris is"],
  ["llama3_1", [BY_FAMILY, DERIVED, BY_TEXT], "Paris.<|eot_id|>", "", "Paris is"],
  ["qwen3", [BY_FAMILY, DERIVED], "", "<think>\n\n</think>\n\n", "  Paris is \n"],
] as const;

describe.each(CASES)("%s", (name, engines, earlier, lead, spaced) => {
  const model = modelDirectory(name);

  it.each(engines)("prints what transformers prints, and masks the answer's beginning: %j", async (settings) => {
    const preprocessor = await turnwise.preprocessor({ model, clock, ...settings });
    const seen = conversations.flatMap(([chat, conversation]) => {
      const { text } = oracle.tokenizers[name][chat] ?? {};
      const trace = preprocessor.trace(conversation);
      if (trace.kind === "rejection") return text === undefined ? [] : [[chat, trace.code]];
      expect(trained(trace, preprocessor)).not.toMatch(/is\s*$|two$|'s$|capital$/);
      return trace.printed.text === text ? [] : [[chat, trace.printed.text.split("\n").at(-1)]];
    });
    expect(seen).toEqual([
      ["blank", "bad-prefill"],
      ["text and a call", "bad-prefill"],
      ["of the user", "bad-prefill"],
      // Templates that take a list of parts for one text get the parts' texts joined.
      ...(name === "gemma3" ? [] : [["parts", "Paris.It is"]]),
    ]);
  });

  it.each(engines)("trains the beginning if asked, behind the prompt and without an end: %j", async (settings) => {
    const preprocessor = await turnwise.preprocessor({ model, clock, trainPrefill: true, ...settings });
    const seen = ["plain", "later turn", "white space", "reasoning"].map((chat) => {
      const conversation = conversations.find(([each]) => each === chat)?.[1] ?? { messages: [] };
      const trace = preprocessor.trace(conversation);
      return trace.kind === "rejection" ? trace.message : trained(trace, preprocessor);
    });
    const isByText = settings === BY_TEXT;
    expect(seen).toEqual([
      `${lead}Paris is`,
      `${isByText ? "" : earlier}${lead}It has about two`,
      `${lead}${spaced}`,
      name === "qwen3" ? "<think>\nFrance's capital.\n</think>\n\nParis is" : "Paris is",
    ]);
  });
});

/** What the last example trains. */
function trained({ examples }: Trace, { decode }: Preprocessor): string {
  const { ids = [], weights = [] } = examples.at(-1)?.example ?? {};
  return decode(Int32Array.from(ids).filter((_, at) => (weights[at] ?? 0) > 0));
}
