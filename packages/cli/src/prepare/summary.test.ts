import { emptyCounts, type RunTimings } from "@turnwise/run";
import { expect, test } from "vitest";
import { style } from "../terminal/style.ts";
import type { Manifest } from "./manifest.ts";
import { summarise, type RunReport } from "./summary.ts";

const MANIFEST: Manifest = {
  turnwise: "1.0.0",
  plan: "",
  plugins: [],
  model: "m",
  conventions: {
    template: "turns end in <e>\u001B[2J",
    clock: "2024-07-26T13:45:07.000Z",
    template_arguments: '{"enable_thinking": false}',
  },
  inputs: [],
  limit: null,
  output: {
    trainer: "trl",
    format: "parquet",
    pack: 4096,
    packing: "best-fit",
    max_length: 4096,
    over_length: "reject",
    deduplicate: false,
    shuffle: false,
    seed: 0,
    validation: 0,
    shard_tokens: 1,
  },
  columns: [],
  outputs: [],
  parts: [{ name: "train", shards: 2, rows: 10, examples: 40, tokens: 40_000, trained_tokens: 1, fill: 0.9766 }],
  examples_over_length: 3,
  repeated_rows: 2,
  counts: {
    ...emptyCounts(),
    verdicts: { exact: 2, composed: 1, split: 1, "as-rendered": 2, dropped: 1, masked: 2 },
  },
  rejection_examples: [],
  notes: [],
  load: "",
};
const RUN = {
  setUp: 1,
  rows: 1,
  load: "dataset = load(\n)",
  isUnchanged: false,
  splits: 4,
  reusedSplits: 0,
  timings: null,
};
const summary = (manifest: Manifest, run: RunReport = RUN): string =>
  summarise(manifest, "out", run, style({ isTTY: false }));

test("the summary tells what is proven from what is not", () => {
  const text = summary(MANIFEST);
  expect(text).toContain("2 exact, 1 split, 1 composed; 2 as-rendered, unproven; 1 dropped by the template; 2 masked");
  expect(text).toMatch(/template +turns end in <e>\\u\{1b\}\[2J\n/);
  expect(text).toMatch(/arguments +\{"enable_thinking": false\}\n/);
  expect(text).toMatch(/clock +2024-07-26T13:45:07\.000Z, which the template reads as now/);
});

test("it says how full packed rows are, and what was too long", () => {
  const text = summary(MANIFEST);
  expect(text).toMatch(/train +10 +rows in 2 files, 97\.66 % full of 4,096 tokens/);
  expect(text).toMatch(/too long +3 +examples of more than 4,096 tokens: refused; see out\/rejected\.jsonl/);
});

test("it says how many rows repeat others", () => {
  expect(summary(MANIFEST)).toMatch(
    /repeated +2 +rows with the conversation of an earlier one: left out; see out\/rejected\.jsonl/,
  );
});

test("it says how to load the output", () => {
  expect(summary(MANIFEST)).toContain("load it with\n\n    dataset = load(\n    )");
});

test("where no row was prepared it does not say how to load what is not there", () => {
  const text = summary({ ...MANIFEST, parts: MANIFEST.parts.map((part) => ({ ...part, rows: 0, shards: 0 })) });
  expect(text).toContain("there is nothing to load: no row was prepared");
  expect(text).not.toContain("load it with");
});

test("it says what was done before", () => {
  expect(summary(MANIFEST, { ...RUN, reusedSplits: 3 })).toContain("3 of 4 pieces of the input done before");
  expect(summary(MANIFEST, { ...RUN, isUnchanged: true })).toMatch(/^nothing to do: out was made/);
});

test("it says how long each stage took, and what this process did in a second", () => {
  const session = { splits: 1, shards: 1, rows: 4000, tokens: 900_000, stages: {}, processor: null };
  const timings: RunTimings = {
    plan: "",
    total: {
      splits: { worked: 2, reused: 0, retried: 0 },
      rows: 8000,
      tokens: 1_800_000,
      workers: 2,
      stages: { open: 600, plan: 90, work: 6900, arrange: 0.2 },
      worker_stages: { read: 1200, prepare: 10_000 },
      processor: 12_000,
      peak_memory: 312_400_000,
    },
    sessions: [
      {
        plan: "",
        command: "prepare",
        machine: { host: "h", node: "v20", platform: "linux-x64", processors: 2 },
        started: "",
        ended: "",
        duration: 8000,
        processor: 12_000,
        peak_memory: 312_400_000,
        stages: {},
        splits: { worked: 2, reused: 0, retried: 0 },
        workers: [session, session],
      },
    ],
  };
  const text = summary(MANIFEST, { ...RUN, rows: 2000, timings });
  expect(text).toMatch(
    /time +open 600 ms, plan 90 ms, work 6\.9 s; 2 threads: read 1\.2 s, prepare 10\.0 s; 312 MB of memory at most\n/,
  );
  expect(text).toContain("into out in 2.0 s (4,000 rows/s, 900,000 tokens/s), after");
  expect(summary(MANIFEST)).not.toContain("rows/s");
});
