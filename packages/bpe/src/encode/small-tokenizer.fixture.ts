import { createRenderingBuilder, type Rendering } from "@turnwise/core";
import { BYTE_ALPHABET } from "../definition/byte-alphabet.ts";
import { planTokenizer } from "../definition/plan-tokenizer.ts";
import { readMerges } from "../definition/read-merges.ts";
import type { AddedToken, TokenizerDefinition } from "../definition/tokenizer-definition.ts";
import type { TokenizerPlan } from "../definition/tokenizer-plan.ts";
import { createNormalizer } from "../general/normalizer.ts";
import type { Kernel } from "../kernel/kernel.ts";
import { createTypeScriptKernel } from "../kernel/typescript-kernel.ts";
import { compileScanner } from "../pattern/compile-scanner.ts";
import { buildImage } from "../tables/build-image.ts";
import { UNSTABLE_RUNS } from "../unicode/character-data.ts";
import { decodeRuns, setOfRuns } from "../unicode/decode-runs.ts";
import { VocabularyIndex } from "../vocabulary/vocabulary-index.ts";
import { createWebAssemblyKernel } from "../webassembly/create-webassembly-kernel.ts";
import { createEncoder } from "./create-encoder.ts";
import type { Encoder } from "./encoder.ts";
import { createPlainKernel } from "./plain-kernel.fixture.ts";

/** Ids of merged tokens begin here: below are bytes, so that ids of ASCII texts are their character codes. */
export const MERGED = 256;

export interface SmallTokenizer {
  /** `characters`: bytes have the ids of bytes, `▁` and the letters a-z those of their ASCII characters. */
  readonly symbols?: "bytes" | "characters";
  /** `"a b"`; what they make has the ids from MERGED on. */
  readonly merges?: readonly string[];
  /** Ids that are not given count on from the merged tokens. */
  readonly added?: readonly (Partial<AddedToken> & { readonly content: string })[];
  readonly normalizer?: TokenizerDefinition["normalizer"];
  readonly preTokenizer?: TokenizerDefinition["preTokenizer"];
  readonly ignoreMerges?: boolean;
}

/** Makes the kernel for a definition. */
export type MakeKernel = (definition: TokenizerDefinition, plan: TokenizerPlan) => Kernel | Promise<Kernel>;

/** All kernels there are. */
export const KERNELS: Readonly<Record<string, MakeKernel>> = {
  plain: createPlainKernel,
  typescript: (definition, plan) => createTypeScriptKernel(imageOf(definition, plan)),
  webassembly: (definition, plan) => createWebAssemblyKernel(imageOf(definition, plan)),
};

export async function smallEncoder(make: MakeKernel, small: SmallTokenizer): Promise<Encoder> {
  const definition = definitionOf(small);
  const plan = planTokenizer(definition);
  return createEncoder({ kernel: await make(definition, plan), definition, plan });
}

function imageOf(definition: TokenizerDefinition, plan: TokenizerPlan): Uint8Array {
  const normalize = createNormalizer(definition.normalizer);
  const scanner = plan.scanner === null || plan.scanner.length === 0 ? null : compileScanner(plan.scanner);
  return buildImage(definition, plan, scanner, {
    unstableUnderNfc: setOfRuns(decodeRuns(UNSTABLE_RUNS), new Set([1])),
    normalize: (content) => normalize(content).text,
  });
}

function definitionOf({
  symbols = "bytes",
  merges = [],
  added = [],
  normalizer = [],
  preTokenizer = [],
  ignoreMerges = false,
}: SmallTokenizer): TokenizerDefinition {
  const vocabulary = new Map<string, number>();
  for (let byte = 0; byte < 256; byte++) {
    const hex = byte.toString(16).toUpperCase().padStart(2, "0");
    const isLetter = /[a-z ]/.test(String.fromCharCode(byte));
    if (symbols === "bytes") vocabulary.set(BYTE_ALPHABET[byte] ?? "", byte);
    else vocabulary.set(`<0x${hex}>`, isLetter ? 1000 + byte : byte);
    if (symbols === "characters" && isLetter) vocabulary.set(byte === 0x20 ? "▁" : String.fromCharCode(byte), byte);
  }
  const pairs = merges.map((merge): [string, string] => {
    const [left = "", right = ""] = merge.split(" ");
    vocabulary.set(left + right, MERGED + vocabulary.size - (symbols === "bytes" ? 256 : 283));
    return [left, right];
  });
  const index = VocabularyIndex.of(vocabulary);
  let next = 2000;
  return {
    model: { symbols, vocabulary: index, merges: readMerges(pairs, index, "small"), ignoreMerges },
    addedTokens: added.map(({ content, ...rest }) => ({
      id: vocabulary.get(content) ?? next++,
      content,
      singleWord: false,
      lstrip: false,
      rstrip: false,
      normalized: false,
      special: false,
      ...rest,
    })),
    normalizer,
    preTokenizer,
    decoder: [],
    surroundings: { before: [], after: [] },
  };
}

/** Segments from `["template", text]` and `["data", text]`. */
export function renderingOf(...pieces: readonly (readonly ["template" | "data", string])[]): Rendering {
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  for (const [origin, text] of pieces) {
    if (origin === "template") builder.template(text, "header");
    else builder.data(text, "body", { message: 0, field: "content", start: 0 });
  }
  return builder.finish();
}
