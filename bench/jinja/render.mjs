// `node bench/jinja/render.mjs`: this engine, with provenance, beside @huggingface/jinja, without. See README.md.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { Template } from "@huggingface/jinja";
import { geometricMean, measure, median, minimum, table } from "./measure.mjs";
import { chat, templates } from "./templates.mjs";

const { values: options } = parseArgs({
  options: {
    rounds: { type: "string", default: "7" },
    milliseconds: { type: "string", default: "20" },
    only: { type: "string" },
    engine: { type: "string" },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log("node bench/jinja/render.mjs [--rounds 7] [--milliseconds 20] [--only NAME] [--engine FILE]");
  process.exit(0);
}
const { compileTemplate } = await import(options.engine ?? "@turnwise/jinja");
const effort = { rounds: Number(options.rounds), milliseconds: Number(options.milliseconds) };
const figure = (value) => (value >= 100 ? value.toFixed(0) : value.toPrecision(3));

/** The chat that both render alike, with a system message if they take one; null if there is none. */
function contextFor(mine, theirs, turns) {
  for (const system of [true, false]) {
    const context = chat(turns, system);
    try {
      if (mine.render(context).text === theirs.render(context)) return context;
    } catch {
      // The template refuses such a chat, or one of the engines cannot render it.
    }
  }
  return null;
}

const rows = [];
const ratios = { render: [], compile: [] };
const skipped = [];
const chosen = templates().filter(([name]) => options.only === undefined || name === options.only);
for (const [name, source] of chosen) {
  const mine = compileTemplate(source);
  const theirs = new Template(source);
  const compiled = measure([() => compileTemplate(source), () => new Template(source)], effort);
  const cells = [name];
  for (const turns of [2, 20]) {
    const context = contextFor(mine, theirs, turns);
    if (context === null) {
      skipped.push(name);
      cells.push("–", "–", "–");
      continue;
    }
    const [ours, others] = measure([() => mine.render(context).segments, () => theirs.render(context)], effort);
    const ratio = minimum(others) / minimum(ours);
    ratios.render.push(ratio);
    cells.push(`${figure(minimum(ours))} / ${figure(median(ours))}`);
    cells.push(`${figure(minimum(others))} / ${figure(median(others))}`);
    cells.push(`${ratio.toFixed(1)}×`);
  }
  const ratio = minimum(compiled[1]) / minimum(compiled[0]);
  ratios.compile.push(ratio);
  cells.push(`${figure(minimum(compiled[0]))} / ${figure(minimum(compiled[1]))}`, `${ratio.toFixed(1)}×`);
  rows.push(cells);
}

console.log(
  `µs of processor time, best / median of ${effort.rounds}; turnwise traces every character, @huggingface/jinja none\n`,
);
const heads = ["2 turns", "20 turns"].flatMap((turns) => [`${turns}: turnwise`, "huggingface", "ratio"]);
console.log(table(["", ...heads, "compile", "ratio"], rows));
console.log(
  `\nGeometric mean of the ratios: rendering ${geometricMean(ratios.render).toFixed(1)}×, lowest ` +
    `${Math.min(...ratios.render).toFixed(1)}×; compiling ${geometricMean(ratios.compile).toFixed(1)}×.`,
);
if (skipped.length > 0) console.log(`Not rendered alike, and so not compared: ${[...new Set(skipped)].join(", ")}.`);

console.log("\nTime grows as the conversation does (best, µs of processor time a turn):\n");
for (const [name, source] of templates().slice(0, 3)) {
  const template = compileTemplate(source);
  const lengths = [10, 100, 1000];
  const perTurn = lengths.map((turns) => {
    const context = chat(turns, false);
    return minimum(measure([() => template.render(context).segments], effort)[0]) / turns;
  });
  const unit = 40 / Math.max(...perTurn);
  lengths.forEach((turns, index) => {
    const bar = "█".repeat(Math.max(1, Math.round(perTurn[index] * unit)));
    console.log(
      `${name.padEnd(10)} ${String(turns).padStart(4)} turns ${perTurn[index].toFixed(2).padStart(7)} ${bar}`,
    );
  });
}
console.log(`\nNode ${process.version}, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}: read the ratios.`);
