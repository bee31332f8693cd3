import { RowError, TurnwiseError, type EncodeOptions, type Rendering, type Tokens } from "@turnwise/core";
import { controlTokenInData, findControlTokensInData } from "./control-tokens-in-data.ts";
import { encodeStretch } from "./encode-stretch.ts";
import type { Matching } from "./matching.ts";
import { clipRuns, originRuns } from "./origin-runs.ts";
import { TokenColumns } from "./token-columns.ts";
import type { TokenizerParts } from "./tokenizer-parts.ts";

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Encodes a rendering, each stretch between two breaks as if there were no other text. */
export function encodeRendering(
  parts: TokenizerParts,
  matching: Matching,
  rendering: Rendering,
  { breaks = [], controlTokensInData = "text" }: EncodeOptions = {},
): { readonly tokens: Tokens; readonly starts: Int32Array } {
  const { text } = rendering;
  if (LONE_SURROGATE.test(text)) throw loneSurrogate();
  const runs = originRuns(rendering);
  const inData = findControlTokensInData(matching.controlTexts, text, runs);
  if (controlTokensInData === "reject" && inData.first !== null) throw controlTokenInData(rendering, inData.first);
  const context = { parts, matching, rendering, columns: new TokenColumns(), joined: controlTokensInData === "allow" };
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

function checkBreak(text: string, start: number, end: number): void {
  if (!Number.isInteger(end) || end < start || end > text.length) {
    throw new TurnwiseError(
      "broken-breaks",
      `the break ${end} is behind ${start} or outside the text of length ${text.length}`,
    );
  }
  if ((text.codePointAt(end - 1) ?? 0) > 0xffff) throw loneSurrogate();
}

function loneSurrogate(): RowError {
  return new RowError("lone-surrogate", "the text holds half of a surrogate pair, which UTF-8 cannot write");
}
