import type { Configured, MaskingStrategy } from "turnwise";

const sentences = new Intl.Segmenter("en", { granularity: "sentence" });

/** Trains the last sentence of each answer, and the token that ends the turn. */
export const lastSentence: Configured<MaskingStrategy> = {
  usage: "last-sentence",
  description: "the last sentence of each answer, and the end of its turn",
  create: () => ({
    needs: ["parts", "starts"],
    trains: "answers",
    weights: "binary",
    weigh(row, out) {
      for (let index = 0; index < row.rendering.segmentCount; index++) {
        const segment = row.rendering.segment(index);
        if (row.rendering.turns[segment.turn]?.role !== "assistant") continue;
        if (segment.part === "end") out.fill(1, ...row.tokensOf(index));
        if (segment.part !== "body" || segment.field !== "content") continue;
        const last = [...sentences.segment(segment.text)].at(-1)?.index ?? 0;
        // The space before a word is part of its token, so the last sentence begins where the text before it ends.
        const from = segment.text.slice(0, last).trimEnd().length;
        out.fill(1, ...row.tokensIn(segment.start + from, segment.start + segment.text.length));
      }
    },
  }),
};
