import type { ExampleTrace, Preprocessor } from "@turnwise/core";
import type { ExplainedToken } from "./explanation.ts";

/** Every token of a traced example, with its text and its place in the conversation. */
export function explainTokens(
  { tokens, starts, rendering, example }: ExampleTrace,
  preprocessor: Preprocessor,
): readonly ExplainedToken[] {
  const decodeOne = (id: number): string => preprocessor.decode(Int32Array.of(id));
  let segment = 0;
  return Array.from(tokens.ids, (id, position): ExplainedToken => {
    const start = starts[position] ?? -1;
    const weight = example.weights[position] ?? 0;
    if (start < 0) {
      const nowhere = { turn: -1, role: null, part: null, message: -1, field: null };
      return { position, id, text: decodeOne(id), weight, origin: "added", ...nowhere };
    }
    while (segment + 1 < rendering.segmentCount && position >= (tokens.firstToken[segment + 1] ?? 0)) segment++;
    const { origin, turn, part, message, field } = rendering.segment(segment);
    const next = starts[position + 1] ?? rendering.text.length;
    const text = rendering.text.slice(start, next < 0 ? rendering.text.length : next);
    const role = rendering.turns[turn]?.role ?? null;
    return { position, id, text: text === "" ? decodeOne(id) : text, weight, origin, turn, role, part, message, field };
  });
}
