import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  createTurnwise,
  prepareDataset,
  type Plugin,
  type PrepareDatasetSettings,
  type PreprocessorSettings,
} from "turnwise";
import { beforeAll, expect, test } from "vitest";
import { chats, modelDirectory, root, temporaryFolder } from "./support/turnwise.ts";

/** Pieces of the two inputs: of `a.jsonl` 3, of `b.jsonl` 2. */
const [A, B] = [3, 2];
const SPLIT_BYTES = 4000;
/** The mask reads no clock, and a template might. */
const CLOCK = new Date("2024-07-26T13:45:07Z");

/** Everything that a run depends on. */
interface Run {
  readonly folder: string;
  readonly model: string;
  readonly files: readonly string[];
  readonly preprocessor?: Partial<PreprocessorSettings>;
  readonly plugins?: readonly Plugin[];
  readonly settings?: Partial<PrepareDatasetSettings>;
}

async function run({ folder, model, files, preprocessor = {}, plugins = [], settings = {} }: Run): Promise<{
  readonly reused: number;
  readonly pieces: number;
  readonly isUnchanged: boolean;
}> {
  const turnwise = createTurnwise({ plugins });
  const prepared = await prepareDataset({
    turnwise,
    preprocessor: await turnwise.preprocessor({ model, clock: CLOCK, ...preprocessor }),
    model,
    files: files.map((file) => join(folder, file)),
    out: join(folder, "out"),
    overwrite: true,
    splitBytes: SPLIT_BYTES,
    ...settings,
  });
  return { reused: prepared.reusedSplits, pieces: prepared.splits, isUnchanged: prepared.isUnchanged };
}

function edit(folder: string, file: string, change: (text: string) => string): void {
  writeFileSync(join(folder, file), change(readFileSync(join(folder, file), "utf8")));
}

const PLUGIN: Plugin = {
  name: "mine",
  version: "1.0.0",
  contract: 1,
  maskingStrategies: {
    mine: {
      usage: "mine",
      description: "everything",
      create: () => ({ trains: "any", weights: "binary", weigh: (_, out) => void out.fill(1) }),
    },
  },
};

beforeAll(() => {
  process.env["TURNWISE_CACHE"] = join(root, ".cache/test-tokenizers");
});

/** A run that is done, and what the next one finds: `reused` pieces of `pieces`. */
async function changed(change: (done: Run) => Partial<Run> | void): Promise<Awaited<ReturnType<typeof run>>> {
  const folder = temporaryFolder();
  const rows = readFileSync(join(root, chats), "utf8").trimEnd().split("\n");
  writeFileSync(join(folder, "a.jsonl"), `${[...rows, ...rows].join("\n")}\n`);
  writeFileSync(join(folder, "b.jsonl"), `${rows.toReversed().join("\n")}\n`);
  mkdirSync(join(folder, "model"));
  cpSync(modelDirectory("qwen3"), join(folder, "model"), { recursive: true });
  const done: Run = { folder, model: join(folder, "model"), files: ["a.jsonl", "b.jsonl"], plugins: [PLUGIN] };
  expect(await run(done)).toMatchObject({ reused: 0, pieces: A + B });
  return run({ ...done, ...change(done) });
}

test("nothing is done again where nothing has changed", async () => {
  expect(await changed(() => {})).toMatchObject({ isUnchanged: true });
});

test.each<[string, (done: Run) => Partial<Run> | void]>([
  ["the length of packed rows", () => ({ settings: { output: { pack: 512 } } })],
  ["the way of packing", () => ({ settings: { output: { pack: 512, packing: "sequential" } } })],
  ["the trainer", () => ({ settings: { output: { trainer: "trl" } } })],
  ["the format", () => ({ settings: { output: { format: "jsonl" } } })],
  ["the order", () => ({ settings: { output: { shuffle: true } } })],
  ["the seed", () => ({ settings: { output: { shuffle: true, seed: 7 } } })],
  ["the part for validation", () => ({ settings: { output: { validation: 0.2 } } })],
  ["the longest example", () => ({ settings: { output: { maxLength: 100, overLength: "keep-start" } } })],
  ["the size of files", () => ({ settings: { output: { shardTokens: 1000 } } })],
  ["the shift", () => ({ preprocessor: { shift: "next-token" } })],
  ["the order of the inputs", () => ({ files: ["b.jsonl", "a.jsonl"] })],
  [
    "the name of an input",
    ({ folder }) => {
      cpSync(join(folder, "a.jsonl"), join(folder, "c.jsonl"));
      return { files: ["c.jsonl", "b.jsonl"] };
    },
  ],
  [
    "a plug-in that writes",
    () => ({ plugins: [PLUGIN, { name: "writes", version: "2.0.0", contract: 1, writers: [] }] }),
  ],
])("another one: %s. No row is prepared again", async (_, change) => {
  expect(await changed(change)).toEqual({ isUnchanged: false, pieces: A + B, reused: A + B });
});

test.each<[string, number, number, (done: Run) => Partial<Run> | void]>([
  ["a line more in an input", A, A + B, ({ folder }) => edit(folder, "b.jsonl", (text) => `${text}\n`)],
  ["a letter of an input", B, A + B, ({ folder }) => edit(folder, "a.jsonl", (text) => text.replace("e", "E"))],
  [
    "one input more",
    A + B,
    A + B + B,
    ({ folder }) => {
      cpSync(join(folder, "b.jsonl"), join(folder, "c.jsonl"));
      edit(folder, "c.jsonl", (text) => text.replace("e", "E"));
      return { files: ["a.jsonl", "b.jsonl", "c.jsonl"] };
    },
  ],
  ["one input less", A, A, () => ({ files: ["a.jsonl"] })],
  ["the weight of an input", A, A + B, () => ({ files: ["a.jsonl", "b.jsonl:0.5"] })],
])("%s: %d of %d pieces are those of before", async (_, reused, pieces, change) => {
  expect(await changed(change)).toEqual({ isUnchanged: false, pieces, reused });
});

test.each<[string, (done: Run) => Partial<Run> | void]>([
  ["the mask", () => ({ preprocessor: { mask: "last-assistant" } })],
  ["what is trained of turns", () => ({ preprocessor: { turns: "as-rendered" } })],
  ["the BOS policy", () => ({ preprocessor: { bos: "strip" } })],
  ["an argument of the template", () => ({ preprocessor: { templateArguments: { enable_thinking: false } } })],
  [
    "the template",
    ({ folder }) => edit(folder, "model/tokenizer_config.json", (text) => text.replace("<think>", "<thinks>")),
  ],
  [
    "the tokenizer",
    ({ folder }) => edit(folder, "model/tokenizer.json", (text) => text.replace('"pattern"', ' "pattern"')),
  ],
  ["the tokenizer's engine", () => ({ preprocessor: { tokenizer: "transformers" } })],
  ["the longest row", () => ({ settings: { maxRowBytes: 1_000_000 } })],
  ["a role", () => ({ preprocessor: { roles: { critic: "user" } } })],
  ["the version of a plug-in", () => ({ plugins: [{ ...PLUGIN, version: "1.0.1" }] })],
  ["one plug-in less", () => ({ plugins: [] })],
])("another one: %s. Every row is prepared again", async (_, change) => {
  expect(await changed(change)).toEqual({ isUnchanged: false, pieces: A + B, reused: 0 });
});
