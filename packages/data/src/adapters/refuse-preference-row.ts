import { RowError, valueAt, type JsonObject } from "@turnwise/core";

const PAIRS = [
  ["chosen", "rejected"],
  ["preferred_output", "non_preferred_output"],
] as const;

/**
 * A preference row has two answers. Which one to train is the user's decision, even where `messages` stands beside them.
 *
 * @throws {RowError} `preference-row`
 */
export function refusePreferenceRow(row: JsonObject): void {
  for (const [preferred, other] of PAIRS) {
    if ((valueAt(row, preferred) ?? null) === null || (valueAt(row, other) ?? null) === null) continue;
    throw new RowError(
      "preference-row",
      `the row has ${preferred} and ${other}: preference data, and this prepares supervised fine-tuning, which has one answer. ` +
        `To train the preferred answer, write the prompt's messages and ${preferred} as messages, and take ${preferred} and ${other} out.`,
    );
  }
}
