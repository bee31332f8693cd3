import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { DerivedTurn } from "../turns/derived-turn.ts";

/** Says where `{% generation %}` marks something else than what the model must produce: body and end of the turns. */
export function generationDifferences({ generated }: Rendering, turns: readonly DerivedTurn[]): readonly Diagnostic[] {
  if (generated === null) return [];
  const marked = new Set(generated.map(String));
  const wanted = turns.flatMap(({ rendered }) => (rendered === null ? [] : [String(rendered)]));
  const missing = wanted.filter((range) => !marked.has(range)).length;
  const count = missing === 0 && marked.size === wanted.length ? 0 : Math.max(missing, marked.size - wanted.length);
  if (count === 0) return [];
  return [
    {
      code: "generation-differs",
      message: "{% generation %} marks something else than body and end of the assistant's turn",
      count,
    },
  ];
}
