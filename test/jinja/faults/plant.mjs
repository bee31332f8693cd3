// Plants one fault after the other in the engine: the stored answers or the engine's own tests must find each. `node plant.mjs [INDEX…]`
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parseJson } from "@turnwise/core";
import { build } from "vite";
import { differences } from "../differences.mjs";
import { faults } from "./faults.mjs";
import { planting } from "./planting.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const goldens = JSON.parse(readFileSync(new URL("../fuzz/goldens.json", import.meta.url), "utf8"));
const cases = goldens.cases.map((golden) => ({
  ...golden,
  context: parseJson(golden.context),
  now: new Date(goldens.clock),
}));
const folder = mkdtempSync(join(tmpdir(), "turnwise-faults-"));
process.on("exit", () => rmSync(folder, { recursive: true, force: true }));

/** The first stored answer that the engine with the fault misses; null if there is none. */
async function missedAnswer(index) {
  const name = `engine-${index}`;
  await build({
    configFile: false,
    logLevel: "silent",
    plugins: [planting(faults[index])],
    build: {
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      lib: { entry: join(root, "packages/jinja/src/index.ts"), formats: ["es"], fileName: name },
    },
  });
  const engine = await import(pathToFileURL(join(folder, `${name}.js`)).href);
  for (const golden of cases) {
    const [first] = differences(engine, golden);
    if (first !== undefined) return `seed ${golden.seed}: ${first.slice(0, 100)}`;
  }
  return null;
}

/** The first test of the engine's own that fails; null if there is none. */
function failedTest(index) {
  const config = fileURLToPath(new URL("vitest.config.mjs", import.meta.url));
  const given = [join(root, "node_modules/vitest/vitest.mjs"), "run", "--config", config, "--no-color"];
  const env = { ...process.env, PLANTED_FAULT: `${index}` };
  const { status, stdout, stderr } = spawnSync(process.execPath, given, { cwd: root, encoding: "utf8", env });
  const output = stdout + stderr;
  return status === 0 ? null : (/FAIL +(.*)/.exec(output)?.[1] ?? output.slice(-300));
}

const answer = await missedAnswer(-1);
if (answer !== null) throw new Error(`an answer is missed without a fault: ${answer}`);
let missed = 0;
for (const index of process.argv.length > 2 ? process.argv.slice(2).map(Number) : faults.keys()) {
  const failure = (await missedAnswer(index)) ?? failedTest(index);
  if (failure === null) missed++;
  console.log(
    `${failure === null ? "MISSED" : "found "} ${index}: ${faults[index].about}${failure === null ? "" : ` (${failure})`}`,
  );
}
console.log(missed === 0 ? "Every fault was found." : `${missed} faults were not found.`);
process.exitCode = missed === 0 ? 0 : 1;
