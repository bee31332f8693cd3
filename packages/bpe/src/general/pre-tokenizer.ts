import { toByteAlphabet } from "../definition/byte-alphabet.ts";
import type { PreTokenizerStep } from "../definition/tokenizer-definition.ts";
import { findPattern } from "./find-pattern.ts";
import { splitAt, type Part } from "./split.ts";

/** A word as the model gets it. */
export interface Word {
  readonly text: string;
  /** Offset of the word in the piece, in UTF-16 units. */
  readonly start: number;
  /** How many of its leading units stand for nothing in the piece: a space that was put in front. */
  readonly invented: number;
  /**
   * Where steps behind ByteLevel cut it in more words, in bytes of UTF-8, even within a character; the same wherever the word stands.
   * Absent: there are no such steps.
   */
  readonly cuts?: readonly number[];
}

/** Where a piece begins: at the text's start, in the text, or where a text that was encoded apart goes on. */
export type Beginning = "text" | "inside" | "continuation";

/** Cuts a normalised piece into words. */
export type PreTokenizer = (piece: string, beginning: Beginning) => readonly Word[];

/** `beginning`: where the word does. */
type Step = (word: Word, beginning: Beginning) => readonly Word[];

const SPACE_MARK = "\u2581";

type Split = Extract<PreTokenizerStep, { readonly kind: "split" }>;

const AT_SPACES: Split = {
  kind: "split",
  pattern: { kind: "text", text: SPACE_MARK },
  behavior: "merged-with-next",
  invert: false,
};

/**
 * Carries out the steps of a tokenizer's pre-tokenizer as Rust `tokenizers` does.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` for a regular expression that cannot be followed
 */
export function createPreTokenizer(steps: readonly PreTokenizerStep[], where?: string): PreTokenizer {
  const alphabet = steps.findIndex(({ kind }) => kind === "byte-alphabet");
  if (alphabet < 0) return inOrder(steps, where);
  const words = inOrder(steps.slice(0, alphabet), where);
  const ofBytes = inOrder(steps.slice(alphabet + 1), where);
  return (piece, beginning) =>
    words(piece, beginning).map((word) => {
      const [, ...others] = ofBytes(toByteAlphabet(word.text), "inside");
      return { ...word, cuts: others.map(({ start }) => start) };
    });
}

function inOrder(steps: readonly PreTokenizerStep[], where: string | undefined): PreTokenizer {
  const carriedOut = steps.flatMap((step) => createSteps(step, where));
  return (piece, beginning) => {
    let words: readonly Word[] = [{ text: piece, start: 0, invented: 0 }];
    for (const step of carriedOut) words = words.flatMap((word) => step(word, word.start === 0 ? beginning : "inside"));
    return words;
  };
}

function createSteps(step: PreTokenizerStep, where: string | undefined): readonly Step[] {
  switch (step.kind) {
    case "split":
      return [split(step, where)];
    case "prefix-space":
      return [prefixWith(" ")];
    case "metaspace": {
      const { prepend } = step;
      const prefix = prefixWith(SPACE_MARK);
      const steps: Step[] = [(word) => [{ ...word, text: word.text.replaceAll(" ", SPACE_MARK) }]];
      if (prepend === "always") steps.push(prefix);
      if (prepend === "first")
        steps.push((word, beginning) => (beginning === "text" ? prefix(word, beginning) : [word]));
      if (step.split) steps.push(split(AT_SPACES, where));
      return steps;
    }
    case "byte-alphabet":
      throw new TypeError("a second byte-alphabet");
    default:
      return step satisfies never;
  }
}

/** What continues a text gets no prefix: a model that goes on writing writes none. */
function prefixWith(prefix: string): Step {
  return (word, beginning) =>
    beginning === "continuation" || word.text === "" || word.text.startsWith(prefix)
      ? [word]
      : [{ text: prefix + word.text, start: word.start, invented: word.invented + prefix.length }];
}

function split({ pattern, behavior, invert }: Split, where: string | undefined): Step {
  const find = findPattern(pattern, where);
  return (word) => splitAt(find(word.text), word.text.length, behavior, invert).map((part) => slice(word, part));
}

function slice(word: Word, part: Part): Word {
  return {
    text: word.text.slice(part.start, part.end),
    start: word.start + Math.max(0, part.start - word.invented),
    invented: Math.max(0, Math.min(word.invented, part.end) - part.start),
  };
}
