// `turnwise prepare` as a user calls it: a process of its own, from JSONL to packed files for TRL.
import { execFileSync } from "node:child_process";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const COMMAND = fileURLToPath(new URL("../../packages/cli/bin/turnwise.mjs", import.meta.url));
const MEASURE = pathToFileURL(fileURLToPath(new URL("measure-process.mjs", import.meta.url))).href;

/**
 * Prepares twice: one row, which is start-up alone, and all. Seconds of both; those of the job are all of the second run less start-up,
 * so that the threads' own start-up counts as work.
 */
export function runTurnwise({ rows, model, pack, workers, flags, folder }) {
  const given = ["--model", model, "--for", "trl", "--pack", String(pack), "--workers", String(workers), ...flags];
  const startUp = prepareMeasured([rows, "--limit", "1", ...given], folder);
  const whole = prepareMeasured([rows, ...given], folder);
  const { turnwise, counts, parts, output } = whole.manifest;
  const [train] = parts;
  return {
    setup: startUp.seconds,
    total: whole.seconds - startUp.seconds,
    cpu: whole.cpu - startUp.cpu,
    prepared: counts.prepared,
    tokens: train.tokens,
    trained: train.trained_tokens,
    fill: train.tokens / (train.rows * output.pack),
    peakMegabytes: whole.peakMegabytes,
    version: `turnwise ${turnwise}, Node ${process.versions.node}`,
  };
}

/** Prepares into a folder that holds nothing else; gives the manifest, seconds, processor time and peak memory. */
export function prepareMeasured(given, folder) {
  const out = join(folder, "turnwise");
  const measured = join(folder, "turnwise.json");
  for (const path of [out, `${out}.work`, measured]) rmSync(path, { recursive: true, force: true });
  const begin = performance.now();
  execFileSync(process.execPath, ["--import", MEASURE, COMMAND, "prepare", ...given, "--out", out, "--quiet"], {
    env: { ...process.env, MEASURE_INTO: measured },
    stdio: ["ignore", "ignore", "inherit"],
  });
  const seconds = (performance.now() - begin) / 1000;
  const manifest = JSON.parse(readFileSync(join(out, "manifest.json"), "utf8"));
  return { seconds, manifest, ...JSON.parse(readFileSync(measured, "utf8")) };
}
