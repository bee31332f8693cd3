/** How the turns of a row become examples. */
export type TurnPolicy = "split" | "as-rendered" | "last" | "refuse";

export const TURN_POLICIES: readonly TurnPolicy[] = ["split", "as-rendered", "last", "refuse"];
