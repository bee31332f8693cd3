import type { Source } from "../values/source.ts";
import type { Text } from "../values/text.ts";
import { type Generation, Mark } from "./mark.ts";
import type { Rendering } from "./rendering.ts";

/** Prints text that may have been captured in a generation block or in a loop over messages: here its true place is known. */
export function printMarked(text: Text, state: Rendering): void {
  const { root } = state;
  const spans = new Map<Generation, [start: number, end: number]>();
  let at = 0;
  for (const piece of text.pieces) {
    const start = root.length;
    let source: Source | null = piece.source;
    let message = state.message;
    const generations: Generation[] = [];
    while (source instanceof Mark) {
      if (message < 0) message = source.message;
      if (source.generation !== null) generations.push(source.generation);
      source = source.inner;
    }
    root.append(text.value.slice(at, at + piece.length), source, source === null ? -1 : piece.start, message);
    at += piece.length;
    const end = root.length;
    if (message !== state.message) state.traces.printed(message, start, end);
    for (const generation of generations) {
      const span = spans.get(generation);
      if (span === undefined) spans.set(generation, [start, end]);
      else span[1] = end;
    }
  }
  for (const span of [...spans.values()].toSorted((a, b) => a[1] - b[1])) state.generated.push(span);
}
