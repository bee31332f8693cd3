import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { probes, type Probe } from "./hostile/probes.mjs";

interface Outcome {
  readonly index: number;
  readonly ending: "text" | "limit" | "error" | "crash";
  readonly milliseconds: number;
  readonly length?: number;
  readonly text?: string;
  readonly reason?: string;
}

const MEGABYTES = 512;
/** Not a measure of speed, which `hostile/run.mjs` prints: a machine under load is slow, a template that hangs never ends. */
const DEADLINE_MILLISECONDS = 15_000;
const outcomes = new Map<number, Outcome>();

/** Runs probes in a process of their own until one kills it or does not end; returns the index behind the last. */
function run(from: number): Promise<number> {
  const script = fileURLToPath(new URL("hostile/run.mjs", import.meta.url));
  const given = [`--max-old-space-size=${MEGABYTES}`, script, `${from}`, `${probes.length}`];
  const child = spawn(process.execPath, given, { stdio: ["ignore", "pipe", "pipe"] });
  let next = from;
  let complaint = "";
  let timer: NodeJS.Timeout | undefined;
  const wait = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      complaint = `did not end within ${DEADLINE_MILLISECONDS} ms`;
      child.kill("SIGKILL");
    }, DEADLINE_MILLISECONDS);
  };
  wait();
  child.stderr.on("data", (chunk: Buffer) => (complaint = (complaint + chunk.toString("utf8")).slice(-2000)));
  createInterface({ input: child.stdout }).on("line", (line) => {
    const outcome = JSON.parse(line) as Outcome;
    outcomes.set(outcome.index, outcome);
    next = outcome.index + 1;
    wait();
  });
  return new Promise((resolve) => {
    child.on("close", () => {
      clearTimeout(timer);
      if (next < probes.length) {
        outcomes.set(next, {
          index: next,
          ending: "crash",
          milliseconds: -1,
          reason: `the process ended: ${complaint}`,
        });
        next++;
      }
      resolve(next);
    });
  });
}

describe(`templates and conversations that want to do harm, in a process with ${MEGABYTES} MB`, () => {
  beforeAll(async () => {
    for (let next = 0; next < probes.length;) next = await run(next);
  }, 600_000);

  it.each(probes.map((probe, index) => [probe.name, probe, index] as const))("%s", (_name, probe, index) => {
    const outcome = outcomes.get(index);
    expect(isAsExpected(probe, outcome) ? "as expected" : JSON.stringify(outcome)).toBe("as expected");
  });
});

const ENDINGS = {
  any: ["text", "error", "limit"],
  renders: ["text"],
  error: ["error"],
  limit: ["limit"],
  "error-or-limit": ["error", "limit"],
} as const;

function isAsExpected({ ends = "any", text }: Probe, outcome: Outcome | undefined): boolean {
  if (outcome === undefined) return false;
  if (text !== undefined) return outcome.ending === "text" && outcome.text === text.slice(0, 1000);
  return (ENDINGS[ends] as readonly string[]).includes(outcome.ending);
}
