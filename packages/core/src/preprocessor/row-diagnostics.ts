import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { Example } from "../contracts/preprocessor.ts";
import type { ControlTokensInData } from "../contracts/tokenizer.ts";
import type { Tokens } from "../contracts/tokens.ts";
import type { RenderedRow } from "./planned-row.ts";
import { findUnprinted } from "./unprinted.ts";

const NOTHING_TRAINED: Diagnostic = {
  code: "nothing-trained",
  message: "the mask trains no token of the row",
  count: 1,
};

/** What is to be said of a row that is prepared: text that is not printed, ends that were put behind turns, nothing to train. */
export function rowDiagnostics(
  row: RenderedRow,
  examples: readonly Example[],
  trainsPrefill: boolean,
): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = row.prefixes === null ? [] : findUnprinted(row, examples);
  const appended = countAppended(examples);
  if (appended > 0) {
    diagnostics.push({
      code: "end-appended",
      message: "the token that ends a turn, which the template prints with the next message only, is put behind it",
      count: appended,
    });
  }
  if (row.prefill !== null) diagnostics.push(prefillDiagnostic(trainsPrefill));
  if (!examples.some(({ trainedTokens }) => trainedTokens > 0)) diagnostics.push(NOTHING_TRAINED);
  return diagnostics;
}

function countAppended(examples: readonly Example[]): number {
  let count = 0;
  for (const { turns } of examples) for (const { endAppended } of turns) if (endAppended) count++;
  return count;
}

function prefillDiagnostic(isTrained: boolean): Diagnostic {
  const weight = isTrained ? "is trained as far as the mask chooses it" : "is masked; --train-prefill trains it";
  return { code: "prefill", message: `the last message is to be continued: it has no end, and ${weight}`, count: 1 };
}

const BECOMES: Readonly<Record<Exclude<ControlTokensInData, "reject">, string>> = {
  text: "is encoded as ordinary text",
  allow: "becomes that control token, as --control-tokens-in-data allow asks",
};

export function controlTokenDiagnostics(
  { controlTokensInData: count }: Tokens,
  policy: ControlTokensInData,
): readonly Diagnostic[] {
  if (count === 0 || policy === "reject") return [];
  const message = `the text of a control token in the data ${BECOMES[policy]}`;
  return [{ code: "control-token-in-data", message, count }];
}
