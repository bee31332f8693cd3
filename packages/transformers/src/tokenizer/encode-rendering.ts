import {
  checkBreak,
  clipRuns,
  controlTokenInData,
  findControlTokensInData,
  loneSurrogate,
  originRuns,
} from "@turnwise/bpe/parts";
import type { EncodeOptions, Rendering, Tokens } from "@turnwise/core";
import { encodeStretch } from "./encode-stretch.ts";
import type { MatchingWithWords } from "./matching.ts";
import { TokenColumns } from "./token-columns.ts";
import type { TokenizerParts } from "./tokenizer-parts.ts";

/** Encodes a rendering, each stretch between two breaks as if there were no other text. */
export function encodeRendering(
  parts: TokenizerParts,
  matching: MatchingWithWords,
  rendering: Rendering,
  { breaks = [], controlTokensInData = "text" }: EncodeOptions = {},
): { readonly tokens: Tokens; readonly starts: Int32Array } {
  const { text } = rendering;
  if (!text.isWellFormed()) throw loneSurrogate();
  const runs = originRuns(rendering);
  const inData = findControlTokensInData(matching.controlTexts, text, runs);
  if (controlTokensInData === "reject" && inData.first !== null) throw controlTokenInData(rendering, inData.first);
  const context = {
    parts,
    normalizer: parts.normalizer,
    matching,
    rendering,
    columns: new TokenColumns(),
    joined: controlTokensInData === "allow",
  };
  let start = 0;
  for (const [index, end] of breaks.entries()) {
    checkBreak(text, start, end);
    encodeStretch(context, { start, end, continues: index > 0, runs: clipRuns(runs, start, end) });
    start = end;
  }
  const rest = breaks.length === 0 ? runs : clipRuns(runs, start, text.length);
  encodeStretch(context, { start, end: text.length, continues: breaks.length > 0, runs: rest });
  return context.columns.finish(rendering, inData.count);
}
