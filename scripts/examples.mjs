// Runs every example from dist; each asserts its own labels and fails if they are wrong.
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const names = readdirSync(`${root}examples`).filter((name) => existsSync(`${root}examples/${name}/package.json`));
let failed = 0;
for (const name of names) {
  console.log(`\n# ${name}`);
  const program = fileURLToPath(new URL(`../examples/${name}/dist/index.mjs`, import.meta.url));
  const { status } = spawnSync(process.execPath, [program], { stdio: "inherit" });
  if (status !== 0) failed++;
}
if (failed > 0) throw new Error(`${failed} examples failed`);
