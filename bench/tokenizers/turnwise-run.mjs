// One fresh process: @turnwise/bpe on a set of texts; prints one line of JSON. See README.md.
import { createHash } from "node:crypto";
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
    /** `batch`: all texts in one call. `each`: one call a text. */
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
const encode =
  options.calls === "batch"
    ? () => tokenizer.encodeBatch(renderings)
    : () => renderings.map((rendering) => tokenizer.encode(rendering));
const processorSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};
const passes = [];
const processor = [];
let tokens;
for (let pass = 0; pass < Number(options.passes); pass++) {
  tokens = undefined;
  const [start, before] = [seconds(), processorSeconds()];
  tokens = encode();
  passes.push(seconds() - start);
  processor.push(processorSeconds() - before);
}
const count = tokens.reduce((sum, { ids }) => sum + ids.length, 0);
// The ids of a sample, for a comparison with those of others.
const hash = createHash("sha256");
for (let index = 0; index < tokens.length; index += Number(options.every)) hash.update(tokens[index].ids);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
console.log(
  JSON.stringify({ ...loaded, bytes, passes, processor, tokens: count, ids: hash.digest("hex"), peakMegabytes }),
);
