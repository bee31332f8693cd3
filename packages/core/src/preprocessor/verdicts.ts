import type { TurnVerdict } from "../contracts/preprocessor.ts";
import type { Rendering, Turn } from "../contracts/rendering.ts";
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
  const trainedTurns: PlannedTurn[] = [];
  for (const each of claim.trained) trainedTurns[each.turn] = each;
  const isDropped = (message: number): boolean =>
    claim.derived.some(({ code, messages }) => code === "dropped" && messages.includes(message));
  const verdicts: TurnVerdict[] = [];
  for (let turn = 0; turn < turns.length; turn++) {
    const { role, messages } = turns[turn] ?? NO_TURN;
    if (role !== "assistant") continue;
    const trained = trainedTurns[turn];
    if (trained !== undefined && claim.claimed) {
      const proof = claim.unproven.includes(trained) ? "none" : trained.proof;
      verdicts.push({ turn, messages, verdict: trained.verdict, proof, endAppended: trained.endAppended });
      continue;
    }
    const isPrefill = claim.prefill !== null && messages.includes(claim.prefill);
    const untrained = messages.some(isDropped) ? "dropped" : isPrefill ? "prefill" : "masked";
    const verdict = claim.claimed ? untrained : "not-claimed";
    verdicts.push({ turn, messages, verdict, proof: "none", endAppended: false });
  }
  return verdicts;
}

const NO_TURN: Turn = { role: "", messages: [] };
