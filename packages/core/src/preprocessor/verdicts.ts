import type { TurnVerdict } from "../contracts/preprocessor.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { DerivedTurn } from "../turns/derived-turn.ts";
import type { PlannedTurn } from "../turns/planned-example.ts";

/** What became of each assistant turn of an example. */
export function verdictsOf(
  { turns }: Rendering,
  claim: {
    /** False: the mask does not speak of turns. */
    readonly claimed: boolean;
    readonly trained: readonly PlannedTurn[];
    readonly unproven: readonly PlannedTurn[];
    readonly derived: readonly DerivedTurn[];
    /** The message that is to be continued. */
    readonly prefill: number | null;
  },
): readonly TurnVerdict[] {
  const trainedTurns = new Map(claim.trained.map((each) => [each.turn, each]));
  const unproven = new Set(claim.unproven);
  const dropped = new Set(claim.derived.filter(({ code }) => code === "dropped").flatMap((each) => each.messages));
  return turns.flatMap(({ role, messages }, turn): readonly TurnVerdict[] => {
    if (role !== "assistant") return [];
    const none = { turn, messages, proof: "none", endAppended: false } as const;
    if (!claim.claimed) return [{ ...none, verdict: "not-claimed" }];
    const trained = trainedTurns.get(turn);
    if (trained === undefined) {
      const isDropped = messages.some((message) => dropped.has(message));
      const isPrefill = claim.prefill !== null && messages.includes(claim.prefill);
      return [{ ...none, verdict: isDropped ? "dropped" : isPrefill ? "prefill" : "masked" }];
    }
    const { verdict, proof, endAppended } = trained;
    return [{ turn, messages, verdict, proof: unproven.has(trained) ? "none" : proof, endAppended }];
  });
}
