import type { Comparison } from "./compare.ts";
import type { Progress } from "./progress.ts";

/** The smallest of the texts that differ, which says most. */
export function describeDifferences({ differences }: Comparison, most: number): readonly string[] {
  const smallest = differences.toSorted((a, b) => a.text.length - b.text.length).slice(0, most);
  return smallest.map(({ kind, index, text, expected, found }) => {
    const shown = text.length > 200 ? `${JSON.stringify(text.slice(0, 200))}… (${text.length})` : JSON.stringify(text);
    return `  ${kind} of text ${index}: ${shown}\n    expected ${expected}\n    found    ${found}`;
  });
}

/** One line a system, suite and tokenizer. */
export function summaryLine(progress: Progress): string {
  const { suite, model, system, texts, bytes, tokens, borders, straddles, milliseconds } = progress;
  const differing = Object.entries(progress.differences).filter(([, count]) => count > 0);
  const verdict =
    differing.length === 0 ? "all equal" : differing.map(([kind, count]) => `${count} ${kind}`).join(", ");
  const speed = (bytes / 1000 / Math.max(1, milliseconds)).toFixed(1);
  const amounts = [texts, tokens, borders, straddles].map((value) => value.toLocaleString("en-US"));
  return (
    `${suite} ${model} ${system}: ${verdict}; ${amounts[0]} texts, ${(bytes / 1e6).toFixed(1)} MB, ${amounts[1]} tokens, ` +
    `${amounts[2]} borders, ${amounts[3]} straddles; ${speed} MB/s`
  );
}

/** What the generated texts are made of. */
export function quotas(progress: Progress): string {
  const rows = Object.entries(progress.classes).toSorted(([, a], [, b]) => b.texts - a.texts);
  const total = rows.reduce((sum, [, { texts }]) => sum + texts, 0);
  const over = rows.reduce((sum, [, { over1kB }]) => sum + over1kB, 0);
  const lines = rows.map(([name, { texts, bytes, over1kB, straddled }]) => {
    const share = ((100 * texts) / total).toFixed(2).padStart(6);
    return `  ${name.padEnd(24)}${share} %${String(texts).padStart(9)} texts${(bytes / 1e6).toFixed(1).padStart(8)} MB${String(over1kB).padStart(8)} > 1 kB${String(straddled).padStart(9)} straddled`;
  });
  return [...lines, `  over 1 kB: ${((100 * over) / total).toFixed(1)} %`].join("\n");
}
