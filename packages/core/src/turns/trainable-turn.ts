import { RowError } from "../errors/row-error.ts";
import type { DerivedTurn, OwnTurn } from "./derived-turn.ts";

/** A turn that no rule refuses. */
export type TrainableTurn = DerivedTurn & { readonly own: OwnTurn };

/** @throws {RowError} the turn's code, if it is refused */
export function requireTrainable(turn: DerivedTurn): TrainableTurn {
  if (isTrainable(turn)) return turn;
  const { code, reason, messages } = turn;
  throw new RowError(code ?? "unproven", reason ?? "", { message: messages[0] ?? 0 });
}

function isTrainable(turn: DerivedTurn): turn is TrainableTurn {
  return turn.own !== null && turn.code === null;
}

/** @throws {RowError} the turn's code, if it is refused; `not-exact` if the full rendering does not hold it */
export function requireExact(turn: DerivedTurn): TrainableTurn {
  const trainable = requireTrainable(turn);
  if (turn.verdict === "exact") return trainable;
  const [message = 0] = turn.messages;
  throw new RowError(
    "not-exact",
    `with --turns refuse, one rendering must hold every trained turn as the model meets it: message ${message} ` +
      `${turn.verdict === "split" ? "is printed otherwise once messages follow it" : "is not printed behind its own generation prompt"}. ` +
      "Train it in an example of its own with --turns split.",
    { message },
  );
}
