import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { isJsonObject, RowError, TurnwiseError, type Json } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { openInput } from "./inputs/open-input.ts";
import { chooseReader } from "./readers/choose-reader.ts";
import plugin from "./index.ts";
import { chooseAdapter, type ShapeChoice } from "./adapters/choose-adapter.ts";

const bench = fileURLToPath(new URL("../../../../shared/bench/", import.meta.url));

/** What came of a file: how many records to which outcome, one for a file that is refused as a whole, and every message. */
async function outcomesOf(
  path: string,
  choice: ShapeChoice = {},
): Promise<{ counts: Record<string, number>; messages: string[] }> {
  const counts: Record<string, number> = {};
  const messages: string[] = [];
  const count = (outcome: string, message?: string): void => {
    counts[outcome] = (counts[outcome] ?? 0) + 1;
    if (message !== undefined) messages.push(message);
  };
  try {
    const input = await openInput(path);
    const reader = chooseReader(plugin.readers ?? [], input);
    const rows: Json[] = [];
    for await (const record of reader.read(input, { maxRowBytes: 1 << 26 })) {
      if (record.kind === "broken") count(record.code, record.message);
      if (record.kind === "row") rows.push(record.value);
    }
    const { adapter, settings } = chooseAdapter(
      plugin.rowAdapters ?? [],
      rows.slice(0, 32).filter(isJsonObject),
      path,
      choice,
    );
    for (const row of rows) {
      try {
        adapter.adapt(row, settings);
        count(adapter.name);
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
    expect(await outcomesOf(`${bench}chat-small.jsonl`)).toEqual({ counts: { messages: 516 }, messages: [] });
  });

  test("every shape that people have gets one answer", async () => {
    const answers: Record<string, Record<string, number>> = {};
    for (const name of readdirSync(`${bench}raw`)) {
      const { counts, messages } = await outcomesOf(`${bench}raw/${name}`);
      answers[name] = counts;
      for (const message of messages) expect(message).toMatch(/^[^\p{Cc}\p{Surrogate}]{20,1200}$/u);
    }
    expect(answers).toEqual({
      "alpaca-instruction-input-output.json": { alpaca: 60 },
      "alpaca-response.json": { alpaca: 120 },
      "client-counselor-zh.json": { "shape-unclear": 1 },
      "content-parts-loss-weight.jsonl": { "content-not-text": 40 },
      "conversations-ja.yml": { "input-format-unknown": 1 },
      "function-type-dict.jsonl": { "shape-unclear": 1 },
      "instances.jsonl": { "shape-unclear": 1 },
      "intercode-turn-history.json": { "input-format-unknown": 1 },
      "interlocutors-ja.json": { "input-format-unknown": 1 },
      "mini-swe-agent.traj.json": { "input-format-unknown": 1 },
      "nested-annotations.json": { "shape-unclear": 1 },
      "nested-frames.json": { "shape-unclear": 1 },
      "no-roles-zh.json": { "missing-role": 5 },
      "openai-developer-role.jsonl": { messages: 4 },
      "openai-item-wrapper.jsonl": { messages: 2 },
      "openai-legacy-function-call.json": { "input-format-unknown": 1 },
      "openai-messages.jsonl": { messages: 50 },
      "openai-tools-multi-turn.jsonl": { messages: 5 },
      "openai-tools-string-arguments.jsonl": { messages: 86 },
      "plain-text-transcript.jsonl": { "shape-unclear": 1 },
      "preference.jsonl": { "preference-row": 20 },
      "prompt-solution.jsonl": { "shape-unclear": 1 },
      "question-answer.jsonl": { "question-answer": 60 },
      "question-list-of-lists.jsonl": { "shape-unclear": 1 },
      "question-nested-solutions.jsonl": { "shape-unclear": 1 },
      "react-messages.jsonl": { messages: 30 },
      "sharegpt-function-call-zh.json": { sharegpt: 25 },
      "sharegpt-function-call.json": { sharegpt: 50 },
      "squad-hi.json": { "input-format-unknown": 1 },
      "swe-agent-demo.yaml": { "input-format-unknown": 1 },
      "swe-agent-python-repr.traj": { "input-format-unknown": 1 },
      "swe-agent.traj": { "input-format-unknown": 1 },
      "task-completion.jsonl": { "shape-unclear": 1 },
      "tau-trajectories.json": { messages: 3 },
    });
  });

  test.each<[string, ShapeChoice, Record<string, number>]>([
    [
      "prompt-solution.jsonl",
      { columns: { prompt: "prompt", completion: "canonical_solution" } },
      { "prompt-completion": 40 },
    ],
    ["task-completion.jsonl", { columns: { text: "completion" } }, { text: 6 }],
    ["plain-text-transcript.jsonl", { columns: { text: "messages_display" } }, { text: 8 }],
    [
      "question-nested-solutions.jsonl",
      { columns: { user: "question", assistant: "ground_truth" } },
      { "question-answer": 15 },
    ],
  ])("%s is read as the user says: %j", async (name, choice, counts) => {
    expect(await outcomesOf(`${bench}raw/${name}`, choice)).toEqual({ counts, messages: [] });
  });

  test.each<[string, ShapeChoice, Record<string, number>, RegExp]>([
    [
      "question-list-of-lists.jsonl",
      { columns: { messages: "question" } },
      { "not-a-message": 8 },
      /^messages\[0\] is a list of 1; a message is an object with role and content\.$/,
    ],
    ["no-roles-zh.json", { shape: "alpaca" }, { "field-missing": 5 }, /^the column instruction is missing or null/],
    [
      "openai-messages.jsonl",
      { columns: { messages: "nowhere" } },
      { "columns-unknown": 1 },
      /no row has the column nowhere, which --columns names\. There are messages\.$/,
    ],
    [
      "openai-messages.jsonl",
      { columns: { messages: "messages", wrong: "messages" } },
      { "columns-unknown": 1 },
      /names messages, wrong, which no shape reads together/,
    ],
  ])("%s is not as the user says: %j", async (name, choice, counts, message) => {
    const outcomes = await outcomesOf(`${bench}raw/${name}`, choice);
    expect(outcomes.counts).toEqual(counts);
    for (const each of outcomes.messages) expect(each).toMatch(message);
  });
});
