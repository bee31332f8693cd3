import { byteOf } from "../definition/byte-alphabet.ts";
import type { DecoderStep } from "../definition/tokenizer-definition.ts";
import { findPattern } from "../general/find-pattern.ts";

/** Turns token texts into others; joined, those of the last step are the text. */
export type Decode = (tokens: readonly string[]) => readonly string[];

const ENCODER = new TextEncoder();
const LOSSY = new TextDecoder("utf-8", { ignoreBOM: true });
const STRICT = new TextDecoder("utf-8", { ignoreBOM: true, fatal: true });

/** A step as `decode_chain` of Rust `tokenizers` does it. */
export function createDecode(step: DecoderStep): Decode {
  switch (step.kind) {
    case "byte-level":
      return (tokens) => [LOSSY.decode(Uint8Array.from(tokens.flatMap(bytesOf)))];
    case "byte-fallback":
      return joinBytes;
    case "fuse":
      return (tokens) => [tokens.join("")];
    case "replace":
      return createReplace(step);
    case "strip":
      return (tokens) => tokens.map((token) => strip(token, step));
    case "metaspace":
      return (tokens) =>
        tokens.map((token, index) => token.replaceAll("▁", index === 0 && step.prepend !== "never" ? "" : " "));
    default:
      return step satisfies never;
  }
}

/** A token with a character that is no byte's is text. */
function bytesOf(token: string): readonly number[] {
  const bytes = Array.from(token, byteOf);
  return bytes.every((byte) => byte !== undefined) ? bytes : [...ENCODER.encode(token)];
}

const BYTE = /^<0x(?:[0-9a-fA-F]{2}|\+[0-9a-fA-F])>$/;

/** Runs of byte tokens become the text that they spell, or a replacement character each. */
function joinBytes(tokens: readonly string[]): readonly string[] {
  const joined: string[] = [];
  let run: number[] = [];
  const flush = (): void => {
    if (run.length > 0) joined.push(spelled(run));
    run = [];
  };
  for (const token of tokens) {
    if (BYTE.test(token)) {
      run.push(Number.parseInt(token.slice(3, 5), 16));
    } else {
      flush();
      joined.push(token);
    }
  }
  flush();
  return joined;
}

function spelled(bytes: readonly number[]): string {
  try {
    return STRICT.decode(Uint8Array.from(bytes));
  } catch {
    return "\uFFFD".repeat(bytes.length);
  }
}

function createReplace({ pattern, content }: Extract<DecoderStep, { readonly kind: "replace" }>): Decode {
  if (pattern.kind === "text") {
    const { text } = pattern;
    return (tokens) => tokens.map((token) => token.split(text).join(content));
  }
  const find = findPattern(pattern);
  return (tokens) =>
    tokens.map((token) => {
      let result = "";
      let at = 0;
      for (const [start, end] of find(token)) {
        result += token.slice(at, start) + content;
        at = end;
      }
      return result + token.slice(at);
    });
}

function strip(token: string, { content, start, stop }: Extract<DecoderStep, { readonly kind: "strip" }>): string {
  const characters = [...token];
  let from = 0;
  while (from < start && characters[from] === content) from++;
  let to = characters.length;
  while (to > from && characters.length - to < stop && characters[to - 1] === content) to--;
  return characters.slice(from, to).join("");
}
