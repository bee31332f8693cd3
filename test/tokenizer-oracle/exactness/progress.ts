import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Comparison, Difference } from "./compare.ts";
import type { ClassCounts } from "./reference-process.ts";

/** What one system gave on one suite, as far as it went; a file, so that a run can be stopped and taken up again. */
export interface Progress {
  readonly suite: string;
  readonly model: string;
  readonly system: string;
  /** Of the sources that were held to the reference: the figures of others are thrown away. */
  readonly sources: string;
  readonly chunks: string[];
  texts: number;
  bytes: number;
  tokens: number;
  borders: number;
  straddles: number;
  milliseconds: number;
  /** How many there are of each kind. */
  readonly differences: Record<Difference["kind"], number>;
  readonly classes: Record<string, ClassCounts>;
  tokenizers: string;
}

export function readProgress(path: string, fresh: Progress): Progress {
  try {
    const found: Progress = JSON.parse(readFileSync(path, "utf8"));
    return found.sources === fresh.sources ? found : fresh;
  } catch {
    return fresh;
  }
}

export function writeProgress(path: string, progress: Progress): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(progress, null, 1)}\n`);
}

export function freshProgress(suite: string, model: string, system: string, sources: string): Progress {
  return {
    suite,
    model,
    system,
    sources,
    chunks: [],
    texts: 0,
    bytes: 0,
    tokens: 0,
    borders: 0,
    straddles: 0,
    milliseconds: 0,
    differences: { ids: 0, segments: 0, straddles: 0, error: 0 },
    classes: {},
    tokenizers: "",
  };
}

export function addChunk(
  progress: Progress,
  chunk: string,
  comparison: Comparison,
  classes: Readonly<Record<string, ClassCounts>>,
): void {
  progress.chunks.push(chunk);
  for (const key of ["texts", "bytes", "tokens", "borders", "straddles", "milliseconds"] as const) {
    progress[key] += comparison[key];
  }
  for (const { kind } of comparison.differences) progress.differences[kind]++;
  for (const [name, counts] of Object.entries(classes)) {
    const sum = progress.classes[name] ?? { texts: 0, bytes: 0, over1kB: 0, straddled: 0 };
    progress.classes[name] = {
      texts: sum.texts + counts.texts,
      bytes: sum.bytes + counts.bytes,
      over1kB: sum.over1kB + counts.over1kB,
      straddled: sum.straddled + counts.straddled,
    };
  }
}

/** A hash over the files of folders, tests left out. */
export function sourcesHash(folders: readonly string[]): string {
  const hash = createHash("sha256");
  for (const folder of folders) {
    for (const file of readdirSync(folder, { recursive: true, encoding: "utf8" }).toSorted()) {
      if (!/\.[cm]?[jt]s$/.test(file) || /\.test\.|node_modules|(^|\/)dist\//.test(file)) continue;
      hash.update(file).update(readFileSync(join(folder, file)));
    }
  }
  return hash.digest("hex").slice(0, 16);
}
