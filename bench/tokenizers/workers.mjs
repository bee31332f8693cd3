// One fresh process: a set of texts shared by worker threads, each with tables of its own; prints one line of JSON.
import { parseArgs } from "node:util";
import { isMainThread, parentPort, Worker, workerData } from "node:worker_threads";
import { loadTokenizer } from "@turnwise/bpe";
import { readRenderings } from "./text-set.mjs";

const PASSES = 4;
const BATCH = 4096;

if (isMainThread) {
  const { values: options } = parseArgs({
    options: {
      model: { type: "string" },
      kernel: { type: "string", default: "webassembly" },
      set: { type: "string" },
      threads: { type: "string", default: "1" },
    },
  });
  const threads = Number(options.threads);
  const workers = Array.from(
    { length: threads },
    (_, part) => new Worker(new URL(import.meta.url), { workerData: { ...options, part, threads } }),
  );
  const all = () =>
    Promise.all(
      workers.map(
        (worker) =>
          new Promise((resolve, reject) => {
            worker.once("message", resolve);
            worker.once("error", reject);
          }),
      ),
    );
  const sizes = await all();
  const passes = [];
  for (let pass = 0; pass < PASSES; pass++) {
    const begin = performance.now();
    for (const worker of workers) worker.postMessage("encode");
    await all();
    passes.push((performance.now() - begin) / 1000);
  }
  for (const worker of workers) worker.postMessage("end");
  console.log(JSON.stringify({ passes, bytes: sizes.reduce((sum, size) => sum + size, 0) }));
} else {
  const { model, kernel, set, part, threads } = workerData;
  const tokenizer = await loadTokenizer(model, { wasm: kernel === "webassembly", cache: null });
  const { renderings } = readRenderings(set);
  const own = renderings.filter((_, index) => index % threads === part);
  parentPort.on("message", (message) => {
    if (message === "end") process.exit(0);
    for (let at = 0; at < own.length; at += BATCH) tokenizer.encodeBatch(own.slice(at, at + BATCH));
    parentPort.postMessage(0);
  });
  parentPort.postMessage(own.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0));
}
