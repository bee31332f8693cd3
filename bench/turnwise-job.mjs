// The main job through the packages' public functions, row by row; prints one line of JSON with seconds by stage.
// Stages are timed from outside: a family and a tokenizer are plain contracts, so both are wrapped.
import { readFile, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import bpe from "@turnwise/bpe";
import chatml from "@turnwise/chatml";
import { createTurnwise } from "@turnwise/core";
import data, { openInput } from "@turnwise/data";
import gemma from "@turnwise/gemma";
import llama from "@turnwise/llama";
import transformers from "@turnwise/transformers";

const COLUMNS = [
  { name: "input_ids", type: "list<int32>" },
  { name: "labels", type: "list<int32>" },
  { name: "attention_mask", type: "list<int8>" },
];
const MAX_ROW_BYTES = 64 * 1024 * 1024;
const { values: options } = parseArgs({
  options: {
    rows: { type: "string" },
    model: { type: "string" },
    out: { type: "string" },
    tokenizer: { type: "string" },
  },
});

const stages = { read: 0, adapt: 0, render: 0, encode: 0, mask: 0, write: 0 };
const now = () => performance.now() / 1000;
function timed(stage, work) {
  const begin = now();
  try {
    return work();
  } finally {
    stages[stage] += now() - begin;
  }
}
const timedFamily = (family) => ({
  ...family,
  renderer: {
    name: family.renderer.name,
    render: (...given) => timed("render", () => family.renderer.render(...given)),
  },
});
const timedTokenizer = (tokenizer) => ({
  ...tokenizer,
  encode: (...given) => timed("encode", () => tokenizer.encode(...given)),
  withControlTokens: (texts) => timedTokenizer(tokenizer.withControlTokens(texts)),
});
const plugins = [gemma, llama, chatml, bpe, transformers, data].map((plugin) => ({
  ...plugin,
  ...(plugin.families && { families: plugin.families.map(timedFamily) }),
}));

const beforeSetup = now();
const turnwise = createTurnwise({ plugins });
const model = await turnwise.model(options.model, { tokenizer: options.tokenizer });
const preprocessor = await turnwise.preprocessor({
  model: { ...model, tokenizer: timedTokenizer(model.tokenizer) },
});
const setup = now() - beforeSetup;
for (const note of preprocessor.notes) process.stderr.write(`note: ${note}\n`);

const adapter = turnwise.registry.get("row adapter", "messages");
const reader = turnwise.registry.get("reader", "jsonl");
const records = reader.read(await openInput(options.rows), { maxRowBytes: MAX_ROW_BYTES })[Symbol.asyncIterator]();
const counts = { prepared: 0, rejected: 0, tokens: 0, trained: 0 };
const cpuBefore = process.cpuUsage();
const beforeJob = now();
const shard = await turnwise.registry.get("writer", "parquet").open(options.out, COLUMNS);

/** The examples of one row, or null for a row that is refused. */
function prepare(row) {
  let conversation;
  try {
    conversation = timed("adapt", () => adapter.adapt(row)).conversation;
  } catch (error) {
    if (typeof error.code !== "string") throw error;
    return null;
  }
  const inner = stages.render + stages.encode;
  const begin = now();
  const result = preprocessor.prepare(conversation);
  const columns = result.kind === "prepared" ? result.examples.map((example) => preprocessor.columns(example)) : null;
  stages.mask += now() - begin - (stages.render + stages.encode - inner);
  for (const { trainedTokens } of result.examples ?? []) counts.trained += trainedTokens;
  return columns;
}

for (;;) {
  const beforeRead = now();
  const { done, value: record } = await records.next();
  stages.read += now() - beforeRead;
  if (done) break;
  if (record.kind === "blank") continue;
  const examples = record.kind === "row" ? prepare(record.value) : null;
  counts[examples === null ? "rejected" : "prepared"]++;
  const beforeWrite = now();
  for (const { input_ids, labels, attention_mask } of examples ?? []) {
    counts.tokens += input_ids.length;
    await shard.write([input_ids, labels, attention_mask]);
  }
  stages.write += now() - beforeWrite;
}
const beforeClose = now();
await shard.close();
stages.write += now() - beforeClose;

const total = now() - beforeJob;
const { user, system } = process.cpuUsage(cpuBefore);
if ((await stat(options.out)).size === 0) throw new Error("the writer left an empty file");
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const library = "../packages/transformers/node_modules/@huggingface/tokenizers/package.json";
const { version } = JSON.parse(await readFile(new URL(library, import.meta.url), "utf8"));
const tokenizer = model.tokenizerEngine === "transformers" ? `transformers, @huggingface/tokenizers ${version}` : "bpe";
const versions = { node: process.versions.node, tokenizer };
console.log(JSON.stringify({ setup, total, cpu: (user + system) / 1e6, stages, ...counts, peakMegabytes, versions }));
