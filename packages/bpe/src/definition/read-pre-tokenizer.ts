import { NUMERIC, PUNCTUATION, WHITE_SPACE, WORD_CHARACTER } from "./character-classes.ts";
import { readPattern } from "./read-pattern.ts";
import { brokenModel, fieldsOf, flagOf, listOf, notSupported, onlyKnown, textOf, type Fields } from "./shape.ts";
import type { PreTokenizerStep, SplitBehavior } from "./tokenizer-definition.ts";

/** What ByteLevel cuts by if it has `use_regex`. */
const BYTE_LEVEL_REGEX = String.raw`'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+`;

const BEHAVIORS: ReadonlyMap<unknown, SplitBehavior> = new Map([
  ["Isolated", "isolated"],
  ["Removed", "removed"],
  ["Contiguous", "contiguous"],
  ["MergedWithPrevious", "merged-with-previous"],
  ["MergedWithNext", "merged-with-next"],
]);

/** The steps of a tokenizer.json's `pre_tokenizer`, and what the model's symbols are behind them. */
export interface ReadPreTokenizer {
  readonly steps: readonly PreTokenizerStep[];
  /** `bytes` if ByteLevel is one of the steps. */
  readonly symbols: "bytes" | "characters";
}

/** @throws {TurnwiseError} `broken-model`; `tokenizer-not-supported` for a step or a field of one that is not known */
export function readPreTokenizer(config: unknown, where: string): ReadPreTokenizer {
  const place = `${where}, pre_tokenizer`;
  const steps: PreTokenizerStep[] = [];
  let symbols: ReadPreTokenizer["symbols"] = "characters";
  for (const fields of flatten(config, place)) {
    const read = readSteps(fields, where, place);
    if (symbols === "bytes") {
      if (fields["type"] === "ByteLevel" || !read.every(cutsAlone))
        throw notSupported(where, `${String(fields["type"])} behind ByteLevel`);
      if (!steps.some(({ kind }) => kind === "byte-alphabet")) steps.push({ kind: "byte-alphabet" });
    }
    if (fields["type"] === "ByteLevel") symbols = "bytes";
    steps.push(...read);
  }
  return { steps, symbols };
}

/** Whether a step leaves every character where it is. */
function cutsAlone(step: PreTokenizerStep): boolean {
  return step.kind === "split" && step.behavior !== "removed";
}

function flatten(config: unknown, place: string): readonly Fields[] {
  if (config === undefined || config === null) return [];
  const fields = fieldsOf(config, place);
  if (fields["type"] !== "Sequence") return [fields];
  onlyKnown(fields, ["type", "pretokenizers"], place);
  return listOf(fields["pretokenizers"], `${place}.pretokenizers`).flatMap((each) => flatten(each, place));
}

function readSteps(fields: Fields, where: string, place: string): readonly PreTokenizerStep[] {
  const type = textOf(fields["type"], `${place}.type`);
  const known = (...names: string[]): void => onlyKnown(fields, ["type", ...names], place);
  switch (type) {
    case "Split": {
      known("pattern", "behavior", "invert");
      const pattern = readPattern(fields["pattern"], `${place}.pattern`);
      if (pattern.kind === "text" && pattern.text === "") throw notSupported(where, "a split at the empty text");
      return [split(pattern, behaviorOf(fields, place), flagOf(fields["invert"], `${place}.invert`, false))];
    }
    case "Digits": {
      known("individual_digits");
      const each = flagOf(fields["individual_digits"], `${place}.individual_digits`, false);
      return [split(regularExpression(each ? NUMERIC : `${NUMERIC}+`), "isolated")];
    }
    case "Punctuation": {
      known("behavior");
      const behavior = behaviorOf(fields, place);
      return behavior === "contiguous"
        ? [split(regularExpression(`${PUNCTUATION}+`), "isolated")]
        : [split(regularExpression(PUNCTUATION), behavior)];
    }
    case "WhitespaceSplit":
      known();
      return [removed(WHITE_SPACE)];
    case "Whitespace":
      known();
      return [split(regularExpression(`${WORD_CHARACTER}+|[^${WORD_CHARACTER}${WHITE_SPACE}]+`), "removed", true)];
    case "BertPreTokenizer":
      known();
      return [removed(WHITE_SPACE), split(regularExpression(PUNCTUATION), "isolated")];
    case "CharDelimiterSplit": {
      known("delimiter");
      const delimiter = textOf(fields["delimiter"], `${place}.delimiter`);
      if ([...delimiter].length !== 1) throw brokenModel(`${place}.delimiter`, "is not one character");
      return [split({ kind: "text", text: delimiter }, "removed")];
    }
    case "ByteLevel": {
      known("add_prefix_space", "trim_offsets", "use_regex");
      const prefix = flagOf(fields["add_prefix_space"], `${place}.add_prefix_space`, true);
      const cut = flagOf(fields["use_regex"], `${place}.use_regex`, true);
      return [
        ...(prefix ? [{ kind: "prefix-space" } as const] : []),
        ...(cut ? [split(regularExpression(BYTE_LEVEL_REGEX), "isolated")] : []),
      ];
    }
    case "Metaspace":
      known("replacement", "str_rep", "add_prefix_space", "prepend_scheme", "split");
      return [readMetaspace(fields, where, place)];
    default:
      throw notSupported(where, `the pre-tokenizer ${type}`);
  }
}

/** Metaspace as it is written today, with `prepend_scheme`, and of old, with `add_prefix_space`. */
export function readMetaspace(
  fields: Fields,
  where: string,
  place: string,
): Extract<PreTokenizerStep, { readonly kind: "metaspace" }> {
  const replacement = textOf(fields["replacement"], `${place}.replacement`);
  if (replacement !== "▁") throw notSupported(where, `the Metaspace replacement ${replacement}`);
  const adds = flagOf(fields["add_prefix_space"], `${place}.add_prefix_space`, true);
  const scheme = fields["prepend_scheme"] ?? "always";
  if (scheme !== "always" && scheme !== "first" && scheme !== "never") {
    throw notSupported(where, `the Metaspace scheme ${String(scheme)}`);
  }
  if (!adds && scheme !== "never")
    throw brokenModel(
      place,
      'has add_prefix_space: false without prepend_scheme: "never", which tokenizers does not read',
    );
  return { kind: "metaspace", prepend: scheme, split: flagOf(fields["split"], `${place}.split`, true) };
}

function behaviorOf(fields: Fields, place: string): SplitBehavior {
  const behavior = BEHAVIORS.get(fields["behavior"] ?? "Isolated");
  if (behavior === undefined) throw brokenModel(`${place}.behavior`, `is ${String(fields["behavior"])}`);
  return behavior;
}

type Split = Extract<PreTokenizerStep, { readonly kind: "split" }>;

function split(pattern: Split["pattern"], behavior: SplitBehavior, invert = false): Split {
  return { kind: "split", pattern, behavior, invert };
}

function removed(source: string): Split {
  return split(regularExpression(source), "removed");
}

function regularExpression(source: string): Split["pattern"] {
  return { kind: "regular-expression", source };
}
