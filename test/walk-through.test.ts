import { readFileSync } from "node:fs";
import { createTurnwise, type Conversation, type PreprocessorSettings, type TrainingColumns } from "turnwise";
import { expect, test } from "vitest";
import { chats, modelDirectory, turnwise as command } from "./support/turnwise.ts";

interface WalkThrough {
  readonly text: string;
  readonly prompt: string;
  readonly ids: readonly number[];
  readonly prompt_length: number;
  readonly input_ids: readonly number[];
  readonly labels: readonly number[];
}
const expected = JSON.parse(readFileSync("test/walk-through/walk-through.json", "utf8")) as WalkThrough;
const model = modelDirectory("gemma3");
const gemma = ["--model", model, "--family", "gemma-system-turn", "--force-family"];
const conversation: Conversation = {
  messages: [
    { role: "system", content: "You are a assistant responsible for classifying mental health status." },
    { role: "user", content: "I am depressed and want to die" },
    { role: "assistant", content: "based on what you described it's depression'" },
  ],
};
const turnwise = createTurnwise();
const opened = await turnwise.model(model);

async function columns(settings: Omit<PreprocessorSettings, "model">): Promise<TrainingColumns> {
  const preprocessor = await turnwise.preprocessor({
    model: opened,
    family: "gemma-system-turn",
    forceFamily: true,
    ...settings,
  });
  const result = preprocessor.prepare(conversation);
  if (result.kind === "rejection" || result.examples[0] === undefined) throw new Error("rejected");
  return preprocessor.columns(result.examples[0]);
}

const plain = ({ input_ids, labels, shift }: TrainingColumns): object => ({
  input_ids: [...input_ids],
  labels: [...labels],
  shift,
});

test("the recipe gives the ids and labels of the walk-through, step by step", async () => {
  const preprocessor = await turnwise.preprocessor({
    model: opened,
    family: "gemma-system-turn",
    forceFamily: true,
    recipe: "prompt-length",
  });
  const trace = preprocessor.trace(conversation);
  if (trace.kind === "rejection") throw new Error(trace.message);
  expect(trace.printed.text).toBe(`<bos>${expected.text}`);
  const [made] = trace.examples;
  if (made === undefined) throw new Error("no example");
  expect(made.rendering.text).toBe(expected.text);
  expect(trace.prompt?.rendering.text).toBe(expected.prompt);
  expect([...made.tokens.ids]).toEqual(expected.ids);
  expect(trace.prompt?.ids).toHaveLength(expected.prompt_length);
  const { input_ids, labels } = expected;
  expect(plain(preprocessor.columns(made.example))).toEqual({ input_ids, labels, shift: "next-token" });
});

test("the recipe and the mask assistant differ in the newline behind <end_of_turn> alone", async () => {
  const recipe = await columns({ recipe: "prompt-length" });
  const assistant = await columns({ bos: "strip", mask: "assistant", shift: "next-token" });
  const newline = expected.ids.at(-1) ?? 0;
  expect([...assistant.input_ids]).toEqual([...recipe.input_ids]);
  expect(recipe.labels.at(-1)).toBe(newline);
  expect([...assistant.labels]).toEqual([...recipe.labels.slice(0, -1), -100]);
  expect(opened.tokenizer.decode(Int32Array.of(newline))).toBe("\n");
});

test("with --recipe-end turn both are identical", async () => {
  const recipe = await columns({ recipe: "prompt-length", recipeEnd: "turn" });
  const assistant = await columns({ bos: "strip", mask: "assistant", shift: "next-token" });
  expect(plain(recipe)).toEqual(plain(assistant));
});

test("explain teaches the recipe: what was dropped from which end, by name", () => {
  const { stdout, code } = command("explain", chats, "--row", "1", ...gemma, "--recipe", "prompt-length");
  expect(code).toBe(0);
  expect(stdout).toContain(`BOS policy strip: "<bos>" is removed from the start of`);
  expect(stdout).toContain(`BOS policy strip adds "<bos>": `);
  expect(stdout).toContain(`prompt_length = ${expected.prompt_length}`);
  expect(stdout).toMatch(/Dropped from input_ids: the last one, "\\n" \(id 107\)/);
  expect(stdout).toMatch(/Dropped from labels: the first one, "<bos>" \(id 2\)/);
  expect(stdout).toMatch(/position +input +label +meaning/);
});

test("explain says what --recipe-end turn masks behind the prompt", () => {
  const { stdout } = command(
    "explain",
    chats,
    "--row",
    "1",
    ...gemma,
    "--recipe",
    "prompt-length",
    "--recipe-end",
    "turn",
  );
  expect(stdout).toContain("Behind the prompt 1 of 12 labels are masked, too.");
});
