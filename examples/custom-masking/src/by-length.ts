import { roles, type Configured, type MaskingStrategy } from "turnwise";

/** Trains every answer, and weighs those of fewer than `tokens` tokens down in proportion. */
export const byLength: Configured<MaskingStrategy> = {
  usage: "by-length(TOKENS)",
  description: "every answer; those shorter than so many tokens weigh less, in proportion",
  create(given) {
    const enough = given.number(0);
    const answers = roles("assistant");
    return {
      ...answers,
      weights: "fractional",
      weigh(row, out) {
        answers.weigh(row, out);
        // An answer is a run of trained tokens: between two of them stands at least a header.
        for (let start = 0; start < out.length; start++) {
          let end = start;
          while (out[end] === 1) end++;
          if (end > start) out.fill(Math.min(1, (end - start) / enough), start, end);
          start = end;
        }
      },
    };
  },
};
