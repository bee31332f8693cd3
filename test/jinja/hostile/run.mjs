// Runs hostile probes one after the other and prints a line of JSON for each: `node run.mjs [--engine FILE] FROM TO`.
import { parseArgs } from "node:util";
import { probes } from "./probes.mjs";

const { values, positionals } = parseArgs({ options: { engine: { type: "string" } }, allowPositionals: true });
const { compileTemplate, JinjaError } = await import(values.engine ?? "@turnwise/jinja");
const [from = 0, to = probes.length] = positionals.map(Number);

function attempt({ template, context, options }) {
  try {
    const { text } = compileTemplate(template).render(context?.() ?? {}, options);
    return { ending: "text", length: text.length, text: text.slice(0, 1000) };
  } catch (error) {
    const reason = String(error?.stack ?? error).slice(0, 1000);
    if (!(error instanceof JinjaError)) return { ending: "crash", reason };
    if (error.position === null) return { ending: "crash", reason: `no position: ${reason}` };
    return {
      ending: error.name === "LimitError" ? "limit" : "error",
      reason: `${error.name}: ${error.message}`.slice(0, 300),
    };
  }
}

for (const [index, probe] of probes.slice(from, to).entries()) {
  const start = process.cpuUsage();
  const result = attempt(probe);
  delete Object.prototype.evil;
  const { user, system } = process.cpuUsage(start);
  const milliseconds = Math.round((user + system) / 1000);
  console.log(JSON.stringify({ index: from + index, name: probe.name, milliseconds, ...result }));
}
