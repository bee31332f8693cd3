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
  },
): readonly TurnVerdict[] {
  return turns.flatMap(({ role, messages }, turn): readonly TurnVerdict[] => {
    if (role !== "assistant") return [];
    const none = { turn, messages, proof: "none", endAppended: false } as const;
    if (!claim.claimed) return [{ ...none, verdict: "not-claimed" }];
    const trained = claim.trained.find((each) => each.turn === turn);
    if (trained === undefined) return [{ ...none, verdict: isDropped(messages, claim.derived) ? "dropped" : "masked" }];
    const { verdict, proof, endAppended } = trained;
    return [{ turn, messages, verdict, proof: claim.unproven.includes(trained) ? "none" : proof, endAppended }];
  });
}

function isDropped(messages: readonly number[], derived: readonly DerivedTurn[]): boolean {
  return derived.some(({ code, messages: own }) => code === "dropped" && own.some((each) => messages.includes(each)));
}
