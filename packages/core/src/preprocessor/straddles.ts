import type { Diagnostic } from "../contracts/diagnostic.ts";
import { RowError } from "../errors/row-error.ts";
import { renderingUntil } from "../rendering/rendering-until.ts";
import type { PlannedExample, PlannedTurn } from "../turns/planned-example.ts";

/** What to do where the joint encoding has not the ids that a server would send for a trained turn's prompt. */
export type StraddlePolicy = "break" | "keep" | "reject";

const FOUND =
  "a token reaches from the header of a trained turn into its body, which cannot happen at inference: the server encodes the prompt alone";

/**
 * An example whose turns are all proven, as far as that takes: a turn whose prompt has other ids when it is encoded alone is
 * trained behind a break. What follows such a turn must see it as the server would, encoded jointly, so it keeps the example without
 * the break, and the turn gets one of its own that ends with it.
 *
 * @param straddling the turns of `example.trained` whose prompt does not keep its ids
 */
export function breakApart(
  example: PlannedExample,
  straddling: readonly PlannedTurn[],
): readonly { readonly example: PlannedExample; readonly breaks: readonly number[] }[] {
  const last = example.trained.at(-1);
  const apart = straddling.filter((turn) => turn !== last);
  const rest = example.trained.filter((turn) => !apart.includes(turn));
  const breaks = last !== undefined && straddling.includes(last) ? [last.promptLength] : [];
  return [
    ...apart.map((turn) => ({ example: endingWith(example, turn), breaks: [turn.promptLength] })),
    { example: { ...example, trained: rest }, breaks },
  ];
}

function endingWith({ rendering, composed }: PlannedExample, turn: PlannedTurn): PlannedExample {
  return {
    rendering: renderingUntil(rendering, turn.end),
    messages: Math.max(...turn.messages) + 1,
    composed,
    trained: [turn],
  };
}

/** @throws {RowError} `straddle` if such rows are to be rejected */
export function straddleDiagnostics(count: number, policy: StraddlePolicy): readonly Diagnostic[] {
  if (count === 0) return [];
  if (policy === "reject") throw new RowError("straddle", `${FOUND}. Encode both apart with --straddle break.`);
  const done = policy === "break" ? "prompt and body are encoded apart" : "the token is kept, and the turn is unproven";
  return [{ code: "straddle", message: `${FOUND}; ${done}`, count }];
}
