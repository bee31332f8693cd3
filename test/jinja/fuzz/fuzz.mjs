// Random templates, rendered by this engine and by Jinja2. `node test/jinja/fuzz/fuzz.mjs --help`
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pythonWith } from "../../../bench/python-environment.mjs";
import build from "../../../scripts/build.mjs";
import { differences } from "../differences.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const { values: options } = parseArgs({
  options: {
    cases: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    clock: { type: "string", default: "2024-07-26T13:45:07" },
    python: { type: "string" },
    engine: { type: "string" },
    answers: { type: "string" },
    show: { type: "string", default: "10" },
    goldens: { type: "string" },
    coverage: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(
    "node test/jinja/fuzz/fuzz.mjs [--cases 10000] [--seed 1] [--clock ISO] [--python PATH] [--coverage]\n" +
      "  --show N         differences to print in full\n" +
      "  --answers FILE   compare what generate.py wrote earlier\n" +
      "  --goldens N      store the first N cases that are comparable in goldens.json\n" +
      "  --engine FILE    a bundle of the engine instead of the built package",
  );
  process.exit(0);
}

if (options.engine === undefined) build();
const engine = await import(options.engine ?? "@turnwise/jinja");
const { parseJson } = await import("@turnwise/core");
const answers = JSON.parse(readFileSync(options.answers ?? generated(), "utf8"));
const now = new Date(answers.clock);

function generated() {
  const { python, missing } =
    options.python === undefined
      ? pythonWith(join(ROOT, "test/jinja/requirements.txt"), join(ROOT, ".cache/jinja-venv"))
      : { python: options.python };
  if (python === undefined) throw new Error(`Jinja2 cannot be asked: ${missing}`);
  const out = join(ROOT, `.cache/jinja-fuzz-${process.pid}.json`);
  mkdirSync(join(ROOT, ".cache"), { recursive: true });
  process.on("exit", () => rmSync(out, { force: true }));
  const script = join(ROOT, "test/jinja/fuzz/generate.py");
  const given = ["--cases", options.cases, "--seed", options.seed, "--clock", options.clock, "--out", out];
  execFileSync(python, [script, ...given], { stdio: ["ignore", 2, 2] });
  return out;
}

const counts = { compared: 0, rendered: 0, failed: 0, incomparable: new Map(), different: 0 };
const uses = new Map();
for (const { seed, template, context, uses: used, answer } of answers.cases) {
  const rendered = answer.text !== undefined;
  for (const name of used) {
    const [all, well] = uses.get(name) ?? [0, 0];
    uses.set(name, [all + 1, well + (rendered ? 1 : 0)]);
  }
  if (answer.incomparable !== undefined) {
    counts.incomparable.set(answer.incomparable, (counts.incomparable.get(answer.incomparable) ?? 0) + 1);
    continue;
  }
  counts.compared++;
  counts[rendered ? "rendered" : "failed"]++;
  const found = differences(engine, { template, context: parseJson(context), answer, now });
  if (found.length === 0) continue;
  if (counts.different++ < Number(options.show)) {
    console.log(
      `\n# seed ${seed}\n${JSON.stringify(template)}\n${context.slice(0, 2000)}\n${found.slice(0, 3).join("\n")}`,
    );
  } else if (counts.different <= 10 * Number(options.show)) {
    console.log(`# seed ${seed}: ${found[0].slice(0, 200)}`);
  }
}

if (options.coverage) {
  const width = Math.max(...[...uses.keys()].map((name) => name.length));
  console.log(`\n${"".padEnd(width)}  templates  rendered`);
  for (const [name, [all, well]] of [...uses].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
    console.log(`${name.padEnd(width)}  ${String(all).padStart(9)}  ${String(well).padStart(8)}`);
  }
}
const share = Math.round((100 * counts.rendered) / Math.max(1, counts.compared));
console.log(
  `\nJinja2 ${answers.jinja2}, Python ${answers.python}, clock ${answers.clock}: ${counts.compared} cases compared, of which ` +
    `${share} % render; ${counts.different} differ.`,
);
for (const [reason, count] of counts.incomparable) console.log(`${count} left out: ${reason}.`);

if (options.goldens !== undefined) {
  const { cases, ...head } = answers;
  const kept = cases.filter(({ answer }) => answer.incomparable === undefined).slice(0, Number(options.goldens));
  const lines = kept.map(({ seed, template, context, answer }) => JSON.stringify({ seed, template, context, answer }));
  const stored = `${JSON.stringify(head).slice(0, -1)},"cases":[\n${lines.join(",\n")}\n]}\n`;
  writeFileSync(new URL("goldens.json", import.meta.url), stored);
}
process.exitCode = counts.different > 0 ? 1 : 0;
