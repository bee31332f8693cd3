import type { Rendering, Tokens } from "@turnwise/core";
import { rangeOf, renderingOf, type Answers, type Cases } from "./frames.ts";
import type { TestedTokenizer } from "./systems.ts";

/** What a tokenizer and the reference agree and differ in. */
export interface Comparison {
  readonly texts: number;
  readonly bytes: number;
  readonly tokens: number;
  readonly borders: number;
  readonly straddles: number;
  readonly differences: readonly Difference[];
  readonly milliseconds: number;
}

export interface Difference {
  readonly kind: "ids" | "segments" | "straddles" | "error";
  readonly index: number;
  readonly text: string;
  /** Around the first place that differs. */
  readonly expected: string;
  readonly found: string;
}

/** What is compared: the columns of a text's tokens. */
interface Expected {
  readonly ids: Int32Array;
  readonly firstTokens: Int32Array;
  readonly straddles: Int32Array;
}

/** Encodes each case by itself, and then all in one call. */
export function compareCases(tokenizer: TestedTokenizer, cases: Cases, answers: Answers): Comparison {
  const renderings = Array.from({ length: cases.count }, (_, index) => renderingOf(cases, index));
  return compareRenderings(tokenizer, renderings, cases, answers);
}

export function compareRenderings(
  tokenizer: TestedTokenizer,
  renderings: readonly Rendering[],
  cases: Cases,
  answers: Answers,
): Comparison {
  const differences: Difference[] = [];
  let [bytes, milliseconds] = [0, 0];
  renderings.forEach((rendering, index) => {
    bytes += cases.size(index);
    const begin = performance.now();
    const tokens = encode(tokenizer, rendering);
    milliseconds += performance.now() - begin;
    const found = differenceOf(tokens, expectedOf(index, cases, answers));
    if (found !== null) differences.push({ ...found, index, text: rendering.text });
  });
  if (differences.length === 0) differences.push(...batchDifferences(tokenizer, renderings, cases, answers));
  return {
    texts: renderings.length,
    bytes,
    tokens: answers.ids.length,
    borders: answers.firstTokens.length,
    straddles: answers.straddles.length,
    differences,
    milliseconds,
  };
}

/** The same in one call for all, where the tokenizer has one. */
function batchDifferences(
  tokenizer: TestedTokenizer,
  renderings: readonly Rendering[],
  cases: Cases,
  answers: Answers,
): readonly Difference[] {
  const batch = [...(tokenizer.encodeBatch?.(renderings) ?? [])];
  return batch.flatMap((tokens, index) => {
    const found = differenceOf(tokens, expectedOf(index, cases, answers));
    const text = renderings[index]?.text ?? "";
    return found === null ? [] : [{ ...found, index, text, found: `in one call for all: ${found.found}` }];
  });
}

function encode(tokenizer: TestedTokenizer, rendering: Rendering): Tokens | Error {
  try {
    return tokenizer.encode(rendering);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function expectedOf(index: number, cases: Cases, answers: Answers): Expected {
  return {
    ids: answers.ids.subarray(...rangeOf(answers.tokenEnds, index)),
    firstTokens: answers.firstTokens.subarray(...rangeOf(cases.borderEnds, index)),
    straddles: answers.straddles.subarray(...rangeOf(answers.straddleEnds, index)),
  };
}

function differenceOf(
  tokens: Tokens | Error,
  { ids, firstTokens, straddles }: Expected,
): Pick<Difference, "kind" | "expected" | "found"> | null {
  if (tokens instanceof Error) return { kind: "error", expected: "", found: tokens.message };
  // The first segment begins with the first token, and behind the last segment is the end.
  const inner = tokens.firstToken.subarray(1, -1);
  const frame = tokens.firstToken[0] === 0 && tokens.firstToken.at(-1) === tokens.ids.length;
  return (
    columnDifference("ids", ids, tokens.ids) ??
    (frame ? null : { kind: "segments", expected: `0 … ${ids.length}`, found: String(tokens.firstToken) }) ??
    columnDifference("segments", firstTokens, inner) ??
    columnDifference("straddles", straddles, tokens.straddles)
  );
}

function columnDifference(kind: Difference["kind"], expected: Int32Array, found: Int32Array) {
  const length = Math.max(expected.length, found.length);
  let at = 0;
  while (at < length && expected[at] === found[at]) at++;
  if (at === length) return null;
  const around = (values: Int32Array): string =>
    `[${Math.max(0, at - 2)}…] ${values.slice(Math.max(0, at - 2), at + 6).join(" ")}`;
  return { kind, expected: around(expected), found: around(found) };
}
