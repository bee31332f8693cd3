import { RowError } from "@turnwise/core";
import type { Normalized } from "./normalized.ts";
import { splitForNormalization } from "./split-for-normalization.ts";

export type UnicodeForm = "NFC" | "NFD" | "NFKC" | "NFKD";

/**
 * A character that starts anew, with all that may combine with it: marks, Hangul vowels and finals, half-width
 * ones and sound marks of katakana. Clusters normalise
 * independently; that is checked, not trusted.
 */
const CLUSTER = String.raw`(?:[^\p{M}\u1160-\u11FF\uFF9E-\uFFDC][\p{M}\u1160-\u11FF\uFF9E-\uFFDC]*|[\p{M}\u1160-\u11FF\uFF9E-\uFFDC]+)`;
const CLUSTERS = new RegExp(CLUSTER, "gu");
/** Many clusters: most texts change in few places, and what does not change is kept as a whole. */
const STRETCHES = new RegExp(`${CLUSTER}{1,32}`, "gu");

/**
 * Normalises as Rust `tokenizers` does, cluster by cluster where something changes, so that every character keeps its
 * place: it starts where the original character stands that holds the first character of its decomposition.
 *
 * @throws {RowError} `provenance-lost` if the clusters do not join to the normalised text
 */
export function alignUnicodeForm(text: string, form: UnicodeForm): Normalized {
  if (text.normalize(form) === text) return { text, origins: null, merged: [] };
  const result: Aligned = { text: "", origins: [], merged: [] };
  let start = 0;
  for (const [index, part] of splitForNormalization(text).entries()) {
    if (index % 2 === 1) keep(part, start, result);
    else alignPart(part, start, form, result);
    start += part.length;
  }
  result.origins.push(text.length);
  return { ...result, origins: Int32Array.from(result.origins) };
}

/** A result in the making. */
interface Aligned {
  text: string;
  readonly origins: number[];
  readonly merged: [start: number, end: number][];
}

function keep(text: string, start: number, result: Aligned): void {
  result.text += text;
  for (let at = 0; at < text.length; at++) result.origins.push(start + at);
}

function alignPart(part: string, start: number, form: UnicodeForm, result: Aligned): void {
  const normalized = part.normalize(form);
  if (normalized === part) return keep(part, start, result);
  const before = result.text.length;
  for (const { 0: stretch, index } of part.matchAll(STRETCHES)) {
    if (stretch.normalize(form) === stretch) keep(stretch, start + index, result);
    else alignClusters(stretch, start + index, form, result);
  }
  if (result.text.slice(before) !== normalized) throw lost(form);
}

function alignClusters(stretch: string, start: number, form: UnicodeForm, result: Aligned): void {
  for (const { 0: cluster, index } of stretch.matchAll(CLUSTERS)) {
    const changed = cluster.normalize(form);
    if (changed === cluster) keep(cluster, start + index, result);
    else alignCluster(cluster, start + index, changed, form, result);
  }
}

function alignCluster(cluster: string, start: number, changed: string, form: UnicodeForm, result: Aligned): void {
  const decomposition = form.startsWith("NFK") ? "NFKD" : "NFD";
  let decomposed = "";
  const places: number[] = [];
  let at = start;
  for (const character of cluster) {
    for (const part of character.normalize(decomposition)) {
      decomposed += part;
      places.push(at);
    }
    at += character.length;
  }
  let recomposed = "";
  let index = 0;
  for (const character of changed) {
    for (let unit = 0; unit < character.length; unit++) result.origins.push(places[index] ?? start);
    const parts = character.normalize(decomposition);
    recomposed += parts;
    index += [...parts].length;
  }
  // Marks change places: by their order, or because one composes with the base across others (U+03A9 U+0323 U+0313: U+1F68 U+0323).
  const canonical = cluster.normalize(decomposition);
  if (decomposed !== canonical || recomposed !== canonical) result.merged.push([start, start + cluster.length]);
  result.text += changed;
}

function lost(form: UnicodeForm): RowError {
  return new RowError("provenance-lost", `the text's ${form} form cannot be followed back to the text`);
}
