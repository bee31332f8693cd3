// `pnpm bench [name] [options]`: the main job, or what a folder here measures. See README.md.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const TYPESCRIPT = "scripts/run-typescript.mjs";
const BENCHMARKS = {
  "main-job": ["bench/main-job.mjs"],
  tokenizers: ["bench/tokenizers/tokenizers.mjs"],
  jinja: ["bench/jinja/render.mjs"],
  pipeline: ["bench/pipeline/pipeline.mjs"],
  memory: ["bench/pipeline/memory.mjs"],
  turns: [TYPESCRIPT, "bench/turns/turns.ts"],
};

const [first = "", ...others] = process.argv.slice(2);
const isNamed = first !== "" && !first.startsWith("-");
const scripts = BENCHMARKS[isNamed ? first : "main-job"];
if (scripts === undefined) {
  console.error(`pnpm bench ${first}: there is no such benchmark. Known are ${Object.keys(BENCHMARKS).join(", ")}.`);
  process.exit(2);
}
const given = isNamed ? others : process.argv.slice(2);
const cwd = fileURLToPath(new URL("../", import.meta.url));
const { status } = spawnSync(process.execPath, [...scripts, ...given], { cwd, stdio: "inherit" });
process.exit(status ?? 1);
