// Plants one fault after the other in the engine's source and runs its tests: each must be found. `node plant.mjs [INDEX…]`
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { faults } from "./faults.mjs";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const config = fileURLToPath(new URL("vitest.config.mjs", import.meta.url));

/** What failed first; null if all tests pass. */
function firstFailure(index) {
  const vitest = join(root, "node_modules/vitest/vitest.mjs");
  const given = ["run", "--config", config, "--no-color"];
  const env = { ...process.env, PLANTED_FAULT: `${index}` };
  const { status, stdout, stderr } = spawnSync(process.execPath, [vitest, ...given], {
    cwd: root,
    encoding: "utf8",
    env,
  });
  const output = stdout + stderr;
  if (/stands there \d+ times/.test(output)) throw new Error(/^.*stands there \d+ times/m.exec(output)?.[0]);
  return status === 0 ? null : (/FAIL +(.*)/.exec(output)?.[1] ?? output.slice(-300));
}

if (firstFailure(-1) !== null) throw new Error("the tests fail without a fault");
const chosen = process.argv.length > 2 ? process.argv.slice(2).map(Number) : faults.keys();
let missed = 0;
for (const index of chosen) {
  const failure = firstFailure(index);
  if (failure === null) missed++;
  console.log(
    `${failure === null ? "MISSED" : "found "} ${index}: ${faults[index].about}${failure === null ? "" : ` — ${failure.slice(0, 150)}`}`,
  );
}
console.log(missed === 0 ? "Every fault was found." : `${missed} faults were not found.`);
process.exitCode = missed === 0 ? 0 : 1;
