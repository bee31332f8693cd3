// One fresh process: @turnwise/bpe on a set of texts; prints one line of JSON. See README.md.
import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { loadTokenizer } from "@turnwise/bpe";
import { readRenderings } from "./text-set.mjs";

const { values: options } = parseArgs({
  options: {
    model: { type: "string" },
    kernel: { type: "string", default: "webassembly" },
    set: { type: "string" },
    cache: { type: "string" },
    passes: { type: "string", default: "4" },
    /** `all`: all texts in one call. `batch`: so many in a call, `each`: one; results are dropped as they come, as a pipeline does. */
    calls: { type: "string", default: "batch" },
    every: { type: "string", default: "10" },
  },
});
const seconds = () => performance.now() / 1000;
const begin = seconds();
const tokenizer = await loadTokenizer(options.model, {
  wasm: options.kernel === "webassembly",
  cache: options.cache ?? null,
});
const load = seconds() - begin;
if (tokenizer.kernel !== options.kernel) throw new Error(`the kernel is ${tokenizer.kernel}, not ${options.kernel}`);
const { version } = process;
const loaded = { load, loadedMegabytes: process.memoryUsage().rss / 1e6, version };
if (options.set === undefined) {
  console.log(JSON.stringify(loaded));
  process.exit(0);
}

const { renderings, bytes } = readRenderings(options.set);
const BATCH = 4096;
let count = 0;
const drop = ({ ids }) => {
  count += ids.length;
};
const CALLS = {
  all: () => drop(tokenizer.encodeBatch(renderings)),
  batch() {
    for (let at = 0; at < renderings.length; at += BATCH) {
      drop(tokenizer.encodeBatch(renderings.slice(at, at + BATCH)));
    }
  },
  each: () => renderings.forEach((rendering) => drop(tokenizer.encode(rendering))),
};
const encode = CALLS[options.calls];
const processorSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
// What reading the set and loading left behind is not part of the first pass; other threads sweep on when `gc` returns.
globalThis.gc();
await setTimeout(300);
const passes = [];
const processor = [];
for (let pass = 0; pass < Number(options.passes); pass++) {
  count = 0;
  const [start, before] = [seconds(), processorSeconds()];
  encode();
  passes.push(seconds() - start);
  processor.push(processorSeconds() - before);
}
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
// The ids of a sample, for a comparison with those of others.
const hash = createHash("sha256");
const sample = renderings.filter((_, index) => index % Number(options.every) === 0);
hash.update(tokenizer.encodeBatch(sample).ids);
console.log(
  JSON.stringify({ ...loaded, bytes, passes, processor, tokens: count, ids: hash.digest("hex"), peakMegabytes }),
);
