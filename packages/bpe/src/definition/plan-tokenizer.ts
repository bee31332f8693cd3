import { MOST_STAGES } from "../kernel/layout.ts";
import { sourceOf } from "./read-pattern.ts";
import { notSupported } from "./shape.ts";
import type { NormalizerStep, PreTokenizerStep, TokenizerDefinition, TokenizerSteps } from "./tokenizer-definition.ts";
import type { TokenizerPlan } from "./tokenizer-plan.ts";

/**
 * Says what the kernel can carry out.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` for a model of characters whose spaces stay spaces
 */
export function planTokenizer(definition: TokenizerDefinition, where = "tokenizer.json"): TokenizerPlan {
  return definition.model.symbols === "bytes" ? planBytes(definition, where) : planCharacters(definition, where);
}

function planBytes({ normalizer, preTokenizer }: TokenizerDefinition, where: string): TokenizerPlan {
  if (preTokenizer.some(({ kind }) => kind === "metaspace")) throw notSupported(where, "Metaspace before ByteLevel");
  const splits = preTokenizer.filter((step) => step.kind === "split");
  // Behind a split a space is put before each word of it.
  const isBeforeAll = preTokenizer.findIndex(({ kind }) => kind === "prefix-space") <= 0;
  const cutsBytes = preTokenizer.some(({ kind }) => kind === "byte-alphabet");
  const isPlain = splits.length <= MOST_STAGES && splits.every(isKernelSplit) && isBeforeAll && !cutsBytes;
  const [first, ...others] = normalizer;
  const isNfc = others.length === 0 && first?.kind === "unicode-form" && first.form === "NFC";
  return {
    scanner: isPlain ? splits.map(({ pattern }) => sourceOf(pattern)) : null,
    splitSpaces: false,
    normalization: first === undefined ? "none" : isNfc ? "nfc" : "general",
    prefix: {
      where: preTokenizer.some(({ kind }) => kind === "prefix-space") ? "always" : "never",
      unlessThere: true,
    },
  };
}

type Split = Extract<PreTokenizerStep, { readonly kind: "split" }>;

function isKernelSplit(split: Split): boolean {
  return (split.behavior === "isolated" && !split.invert) || dropsRest(split);
}

/** `removed`, inverted: what the pattern does not find is dropped. The same as `isolated` if it finds everything. */
function dropsRest({ behavior, invert }: Split): boolean {
  return behavior === "removed" && invert;
}

/** Stages of a plan's scanner that the kernel may carry out only if their patterns leave nothing over. */
export function droppingStages({ preTokenizer }: TokenizerSteps): readonly number[] {
  const splits = preTokenizer.filter((step) => step.kind === "split");
  return splits.flatMap((split, stage) => (dropsRest(split) ? [stage] : []));
}

function planCharacters({ normalizer, preTokenizer, addedTokens }: TokenizerDefinition, where: string): TokenizerPlan {
  const [first, ...rest] = preTokenizer;
  const metaspace = first?.kind === "metaspace" ? first : null;
  if (!preTokenizer.some(({ kind }) => kind === "metaspace") && !leavesNoSpace(normalizer)) {
    throw notSupported(where, "a model of characters whose spaces stay spaces");
  }
  const cuts = (metaspace === null ? preTokenizer : rest).filter((step) => !splitsAtSpaces(step));
  const prepends = normalizer.some(({ kind }) => kind === "prepend");
  const isPlain = normalizer.every((step) => isSpacesStep(step) || isPrefixStep(step)) && normalizer.length <= 2;
  // Behind a normaliser's prefix, and in it, such tokens are matched in what has it already.
  const isPlainPrefix = !prepends || (metaspace === null && addedTokens.every(({ normalized }) => !normalized));
  const normalization = isPlain && isPlainPrefix ? "spaces" : "general";
  return {
    scanner: cuts.length === 0 ? [] : null,
    splitSpaces: cuts.length === 0 && metaspace?.split === true,
    normalization,
    prefix:
      prepends && normalization === "spaces"
        ? { where: "always", unlessThere: false }
        : { where: metaspace?.prepend ?? "never", unlessThere: true },
  };
}

/** Every space to `▁`. */
function isSpacesStep(step: NormalizerStep): boolean {
  return step.kind === "replace" && step.pattern.kind === "text" && step.pattern.text === " " && step.content === "▁";
}

/** Whether every space has become `▁` behind the steps. */
function leavesNoSpace(steps: readonly NormalizerStep[]): boolean {
  const last = steps.findLastIndex(isSpacesStep);
  return last >= 0 && !steps.slice(last + 1).some(makesSpaces);
}

function makesSpaces(step: NormalizerStep): boolean {
  switch (step.kind) {
    case "unicode-form":
      return step.form === "NFKC" || step.form === "NFKD";
    case "prepend":
      return step.text.includes(" ");
    case "replace":
      return step.content.includes(" ");
    case "lowercase":
    case "strip":
      return false;
    default:
      return step satisfies never;
  }
}

function isPrefixStep(step: NormalizerStep): boolean {
  return step.kind === "prepend" && step.text === "▁";
}

/** There is none left to split at. */
function splitsAtSpaces(step: PreTokenizerStep): boolean {
  return step.kind === "split" && step.pattern.kind === "text" && step.pattern.text === " " && !step.invert;
}
