import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { RowError, TurnwiseError } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { openInput } from "./inputs/open-input.ts";
import { chooseReader } from "./readers/choose-reader.ts";
import plugin from "./index.ts";
import { messagesAdapter } from "./adapters/messages-adapter.ts";

const bench = fileURLToPath(new URL("../../../../shared/bench/", import.meta.url));

/** What came of a file: how many records to which outcome, one for a file that is refused as a whole, and every message. */
async function outcomesOf(path: string): Promise<{ counts: Record<string, number>; messages: string[] }> {
  const counts: Record<string, number> = {};
  const messages: string[] = [];
  const count = (outcome: string, message?: string): void => {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    if (message !== undefined) messages.push(message);
  };
  try {
    const input = await openInput(path);
    const reader = chooseReader(plugin.readers ?? [], input);
    for await (const record of reader.read(input, { maxRowBytes: 1 << 26 })) {
      if (record.kind === "broken") count(record.code, record.message);
      if (record.kind !== "row") continue;
      try {
        messagesAdapter.adapt(record.value);
        count("adapted");
      } catch (error) {
        if (!(error instanceof RowError)) throw error;
        count(error.code, error.message);
      }
    }
  } catch (error) {
    if (!(error instanceof TurnwiseError)) throw error;
    count(error.code, error.message);
  }
  return { counts, messages };
}

describe.skipIf(!existsSync(bench))("real files", () => {
  test("every row of chat-small.jsonl is adapted", async () => {
    expect(await outcomesOf(`${bench}chat-small.jsonl`)).toEqual({ counts: { adapted: 516 }, messages: [] });
  });

  test("every shape that people have gets one answer", async () => {
    const answers: Record<string, Record<string, number>> = {};
    for (const name of readdirSync(`${bench}raw`)) {
      const { counts, messages } = await outcomesOf(`${bench}raw/${name}`);
      answers[name] = counts;
      for (const message of messages) expect(message).toMatch(/^[^\p{Cc}\p{Surrogate}]{20,600}$/u);
    }
    const lines = Object.entries(answers).filter(([name]) => name.endsWith(".jsonl"));
    expect(Object.fromEntries(lines)).toEqual({
      "content-parts-loss-weight.jsonl": { "content-not-text": 40 },
      "function-type-dict.jsonl": { "no-messages": 20 },
      "instances.jsonl": { "no-messages": 40 },
      "openai-developer-role.jsonl": { adapted: 4 },
      "openai-item-wrapper.jsonl": { "no-messages": 2 },
      "openai-messages.jsonl": { adapted: 50 },
      "openai-tools-multi-turn.jsonl": { adapted: 5 },
      "openai-tools-string-arguments.jsonl": { adapted: 86 },
      "plain-text-transcript.jsonl": { "no-messages": 8 },
      "preference.jsonl": { "preference-row": 20 },
      "prompt-solution.jsonl": { "no-messages": 40 },
      "question-answer.jsonl": { "no-messages": 60 },
      "question-list-of-lists.jsonl": { "no-messages": 8 },
      "question-nested-solutions.jsonl": { "no-messages": 15 },
      "react-messages.jsonl": { adapted: 30 },
      "task-completion.jsonl": { "no-messages": 6 },
    });
  });
});
