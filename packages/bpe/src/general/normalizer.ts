import type { NormalizerStep } from "../definition/tokenizer-definition.ts";
import { alignUnicodeForm } from "./align-unicode-form.ts";
import { findPattern, type FindPattern } from "./find-pattern.ts";
import { lowercase } from "./lowercase.ts";
import { compose, unmoved, type Normalized } from "./normalized.ts";

/** Normalises one piece of text. `continues`: whether it goes on with a text that was encoded apart, so that nothing is put before it. */
export type Normalizer = (text: string, continues?: boolean) => Normalized;

/** `char::is_whitespace` of Rust; all of them are one UTF-16 unit. */
const WHITE_SPACE = /\p{White_Space}/u;

type Step = (text: string, continues: boolean) => Normalized;

/**
 * Carries out the steps of a tokenizer's normalizer as Rust `tokenizers` does, and keeps where every character came from.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` for a regular expression that cannot be followed
 */
export function createNormalizer(steps: readonly NormalizerStep[], where?: string): Normalizer {
  const carriedOut = steps.map((step) => createStep(step, where));
  return (text, continues = false) => {
    let result = unmoved(text);
    for (const step of carriedOut) result = compose(result, step(result.text, continues));
    return result;
  };
}

function createStep(step: NormalizerStep, where: string | undefined): Step {
  switch (step.kind) {
    case "unicode-form":
      return (text) => alignUnicodeForm(text, step.form);
    case "prepend":
      return (text, continues) => (continues ? unmoved(text) : prepend(text, step.text));
    case "replace":
      return createReplacement(step, where);
    case "lowercase":
      return lowercase;
    case "strip":
      return (text) => strip(text, step.left, step.right);
    default:
      return step satisfies never;
  }
}

type Replacement = Extract<NormalizerStep, { readonly kind: "replace" }>;

function createReplacement({ pattern, content }: Replacement, where: string | undefined): Step {
  if (pattern.kind === "text" && pattern.text.length === 1 && content.length === 1 && !/\p{Surrogate}/u.test(content)) {
    return (text) => unmoved(text.replaceAll(pattern.text, () => content));
  }
  const find = findPattern(pattern, where);
  return (text) => replace(text, find, content);
}

function prepend(text: string, prefix: string): Normalized {
  if (text === "") return unmoved(text);
  const origins = new Int32Array(prefix.length + text.length + 1);
  for (let at = 0; at <= text.length; at++) origins[prefix.length + at] = at;
  return { text: prefix + text, origins, merged: [] };
}

function replace(text: string, find: FindPattern, content: string): Normalized {
  const found = find(text);
  if (found.length === 0) return unmoved(text);
  let result = "";
  let copied = 0;
  const origins: number[] = [];
  const merged: [number, number][] = [];
  const copy = (to: number): void => {
    result += text.slice(copied, to);
    for (; copied < to; copied++) origins.push(copied);
  };
  for (const [start, end] of found) {
    copy(start);
    result += content;
    for (let at = 0; at < content.length; at++) origins.push(start);
    copied = end;
    if (content !== "" && end - start > 1) merged.push([start, end]);
  }
  copy(text.length);
  origins.push(text.length);
  return { text: result, origins: Int32Array.from(origins), merged };
}

function strip(text: string, left: boolean, right: boolean): Normalized {
  const isSpace = (at: number): boolean => WHITE_SPACE.test(text.charAt(at));
  let start = 0;
  let end = text.length;
  if (left) while (start < end && isSpace(start)) start++;
  if (right) while (end > start && isSpace(end - 1)) end--;
  if (start === 0 && end === text.length) return unmoved(text);
  const origins = Int32Array.from({ length: end - start + 1 }, (_, at) => start + at);
  return { text: text.slice(start, end), origins, merged: [] };
}
