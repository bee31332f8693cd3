import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { defineConfig, type UserConfig } from "tsdown";

/** What compiled tokenizers in the user's cache were made by: other sources make them anew. */
function bpeBuild(): string {
  const hash = createHash("sha256");
  const folder = new URL("packages/bpe/src/", import.meta.url);
  for (const name of readdirSync(folder, { recursive: true }).map(String).toSorted()) {
    if (name.endsWith(".ts") && !name.endsWith(".test.ts"))
      hash.update(name).update(readFileSync(new URL(name, folder)));
  }
  return hash.digest("hex");
}

const config: UserConfig = defineConfig({
  workspace: ["packages/*", "examples/*", "!examples/data", "!examples/cluster"],
  entry: "src/{index,main,worker,polyfill,parts}.ts",
  define: { TURNWISE_BPE_BUILD: JSON.stringify(bpeBuild()) },
  format: "esm",
  target: "node20.19",
  dts: true,
  publint: { strict: true },
  attw: { profile: "esm-only", level: "error" },
});
export default config;
