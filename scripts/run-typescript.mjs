// `node scripts/run-typescript.mjs bench/turns/turns.ts --rounds 9`: bundles a script from the packages' sources, and runs it.
import { rmSync } from "node:fs";
import { basename, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "vite";

const root = fileURLToPath(new URL("../", import.meta.url));
const [node, , script = "", ...given] = process.argv;
// As deep below the root as the scripts themselves are, which find files by their own place.
const outDir = `${root}.cache/script-${process.pid}`;
process.on("exit", () => rmSync(outDir, { recursive: true, force: true }));
await build({
  root,
  configFile: false,
  logLevel: "error",
  resolve: { conditions: ["@turnwise/source"] },
  ssr: { resolve: { conditions: ["@turnwise/source"] } },
  build: { ssr: resolve(script), outDir, target: "node20.19" },
});
process.argv = [node, script, ...given];
await import(pathToFileURL(`${outDir}/${basename(script, ".ts")}.js`).href);
