import type { Configured } from "../contracts/configured.ts";
import type { MaskInput } from "../contracts/mask-input.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import { RowError } from "../errors/row-error.ts";
import { UnknownNameError } from "../errors/unknown-name-error.ts";
import { partCode } from "../rendering/turn-parts.ts";

/**
 * The classic recipe's mask: everything behind the prompt's ids. With `turn` what follows the end-of-turn token is masked,
 * too.
 *
 * ```
 * <start_of_turn>model\n   Paris.   <end_of_turn>   \n
 *        prompt            trained     trained      trained (row) or masked (turn)
 * ```
 */
export const promptLengthMask: Configured<MaskingStrategy> = {
  usage: "prompt-length, prompt-length(turn)",
  description: "everything behind the prompt of the last answer; (turn): up to its end-of-turn token",
  create(given) {
    const end = given.length === 0 ? "row" : given.text(0);
    if (end !== "row" && end !== "turn") throw new UnknownNameError("end of prompt-length", end, ["row", "turn"]);
    return {
      needs: ["prompt-length"],
      trains: "any",
      weights: "binary",
      weigh: (row, out) => void out.fill(1, row.promptLength ?? 0, end === "turn" ? afterEndOfTurn(row) : undefined),
    };
  },
};

/** The token behind the one that ends the last turn: by its part where parts are known, else by the tokenizer's ids. */
function afterEndOfTurn(row: MaskInput): number {
  const lastEnd = row.rendering.segments.part.lastIndexOf(partCode("end"));
  const lastToken = row.tokens.ids.findLastIndex((id) => row.endOfSequence.includes(id));
  const after = lastEnd >= 0 ? row.tokensOf(lastEnd)[1] : lastToken + 1;
  if (after <= (row.promptLength ?? 0)) {
    throw new RowError("no-end-of-turn", "no token ends the answer; train to the end of the row with --recipe-end row");
  }
  return after;
}
