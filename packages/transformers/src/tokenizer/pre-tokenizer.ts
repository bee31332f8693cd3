import { type Fields, fieldsOf, listOf, notSupported, textOf } from "@turnwise/bpe/parts";
import { compilePattern, regex, type Pattern } from "./pattern.ts";

/** A word as the model gets it. */
export interface Word {
  readonly text: string;
  /** Offset of the word in the piece, in UTF-16 units. */
  readonly start: number;
  /** How many of its leading units stand for nothing in the piece: a space that was put in front. */
  readonly invented: number;
}

/** Where a piece begins: at the text's start, in the text, or where a text that was encoded apart goes on. */
export type Beginning = "text" | "inside" | "continuation";

/** Cuts a normalised piece into words. */
export interface PreTokenizer {
  /** Whether the model reads UTF-8 bytes, each written as one character. */
  readonly byteLevel: boolean;
  split(piece: string, beginning: Beginning): readonly Word[];
}

/** `beginning`: where the word does. */
type Step = (word: Word, beginning: Beginning) => readonly Word[];

/** What ByteLevel cuts by if it has `use_regex`. */
const BYTE_LEVEL_REGEX = "'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|\\s+(?!\\S)|\\s+";
/** `char::is_numeric` of Rust. */
const NUMERIC = "\\p{Nd}|\\p{Nl}|\\p{No}";
/** `char::is_ascii_punctuation` of Rust, and Unicode's. */
const PUNCTUATION = "[\\p{P}$+<=>^`|~]";

/** Builds the pre-tokenizer that a tokenizer.json describes. */
export function createPreTokenizer(config: unknown, where: string): PreTokenizer {
  const steps: Step[] = [];
  let byteLevel = false;
  for (const fields of flatten(config, `${where}, pre_tokenizer`)) {
    if (byteLevel) throw notSupported(where, "a pre-tokenizer behind ByteLevel");
    if (fields["type"] === "ByteLevel") byteLevel = true;
    steps.push(...readSteps(fields, `${where}, pre_tokenizer`));
  }
  return {
    byteLevel,
    split(piece, beginning) {
      let words: readonly Word[] = [{ text: piece, start: 0, invented: 0 }];
      for (const step of steps) words = words.flatMap((word) => step(word, word.start === 0 ? beginning : "inside"));
      return words;
    },
  };
}

function flatten(config: unknown, where: string): readonly Fields[] {
  if (config === undefined || config === null) return [];
  const fields = fieldsOf(config, where);
  if (fields["type"] !== "Sequence") return [fields];
  return listOf(fields["pretokenizers"], `${where}.pretokenizers`).flatMap((each) => flatten(each, where));
}

function readSteps(fields: Fields, where: string): readonly Step[] {
  const type = textOf(fields["type"], `${where}.type`);
  switch (type) {
    case "Split":
      return [split(compilePattern(fields["pattern"], `${where}.pattern`), fields)];
    case "Digits":
      return [
        split(regex(NUMERIC, where), { behavior: fields["individual_digits"] === true ? "Isolated" : "Contiguous" }),
      ];
    case "Punctuation":
      return [split(regex(PUNCTUATION, where), { behavior: fields["behavior"] ?? "Isolated" })];
    case "ByteLevel": {
      const prefix = fields["add_prefix_space"] === false ? [] : [prefixWith(" ")];
      return fields["use_regex"] === false ? prefix : [...prefix, split(regex(BYTE_LEVEL_REGEX, where), {})];
    }
    case "Metaspace":
      return metaspace(fields, where);
    default:
      throw notSupported(where, `the pre-tokenizer ${type}`);
  }
}

/** What continues a text gets no prefix: a model that goes on writing writes none. */
function prefixWith(prefix: string): Step {
  return (word, beginning) =>
    beginning === "continuation" || word.text === "" || word.text.startsWith(prefix)
      ? [word]
      : [{ text: prefix + word.text, start: word.start, invented: word.invented + prefix.length }];
}

function metaspace(fields: Fields, where: string): readonly Step[] {
  const replacement = textOf(fields["replacement"], `${where}.replacement`);
  if (replacement.length !== 1) throw notSupported(where, `the Metaspace replacement ${replacement}`);
  const scheme = fields["prepend_scheme"] ?? (fields["add_prefix_space"] === false ? "never" : "always");
  const prefix = prefixWith(replacement);
  const steps: Step[] = [
    (word) => [{ ...word, text: word.text.replaceAll(" ", replacement) }],
    (word, beginning) =>
      scheme === "always" || (scheme === "first" && beginning === "text") ? prefix(word, beginning) : [word],
  ];
  if (fields["split"] !== false) {
    steps.push(split(compilePattern({ String: replacement }, where), { behavior: "MergedWithNext" }));
  }
  return steps;
}

/** `NormalizedString::split` of Rust `tokenizers`. */
function split(pattern: Pattern, options: Fields): Step {
  const invert = options["invert"] === true;
  const behavior = String(options["behavior"] ?? "Isolated");
  return (word) => {
    const parts: Part[] = [];
    let at = 0;
    for (const [start, end] of pattern(word.text)) {
      if (at < start) parts.push({ start: at, end: start, matched: invert });
      parts.push({ start, end, matched: !invert });
      at = end;
    }
    if (at < word.text.length) parts.push({ start: at, end: word.text.length, matched: invert });
    return join(parts, behavior).map((part) => slice(word, part));
  };
}

interface Part {
  readonly start: number;
  end: number;
  readonly matched: boolean;
}

function join(parts: readonly Part[], behavior: string): readonly Part[] {
  switch (behavior.toLowerCase()) {
    case "isolated":
      return parts;
    case "removed":
      return parts.filter((part) => !part.matched);
    case "contiguous":
      return merge(parts, (previous, part) => previous.matched === part.matched);
    case "mergedwithprevious":
      return merge(parts, (previous, part) => part.matched && !previous.matched);
    case "mergedwithnext":
      return merge(parts, (previous, part) => previous.matched && !part.matched);
    default:
      throw notSupported("pre_tokenizer", `the split behaviour ${behavior}`);
  }
}

/** Joins neighbours; `joins` sees the two parts as they were cut. */
function merge(parts: readonly Part[], joins: (previous: Part, part: Part) => boolean): readonly Part[] {
  const merged: Part[] = [];
  let previous: Part | undefined;
  for (const part of parts) {
    const last = merged.at(-1);
    if (last !== undefined && previous !== undefined && joins(previous, part)) last.end = part.end;
    else merged.push({ ...part });
    previous = part;
  }
  return merged;
}

function slice(word: Word, part: Part): Word {
  return {
    text: word.text.slice(part.start, part.end),
    start: word.start + Math.max(0, part.start - word.invented),
    invented: Math.max(0, Math.min(word.invented, part.end) - part.start),
  };
}
