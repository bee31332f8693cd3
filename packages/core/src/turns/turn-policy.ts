/**
 * What to do with a row whose assistant turns one rendering does not all hold as the model saw them. `split`: as many examples as it
 * takes, and no row with a turn that cannot be proven. `as-rendered`: the one rendering, unproven. `last`: the last turn alone.
 * `refuse`: only rows that one rendering holds.
 */
export type TurnPolicy = "split" | "as-rendered" | "last" | "refuse";

/** The order is the one of the help. */
export const TURN_POLICIES: readonly TurnPolicy[] = ["split", "as-rendered", "last", "refuse"];
