const BEFORE = 30;
const AFTER = 20;

/** A text around a position, on one line, for a message: `…ser", "content": »None, "name": nu…`. */
export function excerpt(text: string, position: number): string {
  const start = Math.max(0, position - BEFORE);
  const end = Math.min(text.length, position + AFTER);
  const left = (start > 0 ? "…" : "") + printable(text.slice(start, position));
  const right = printable(text.slice(position, end)) + (end < text.length ? "…" : "");
  return `${left}»${right}`;
}

/** Control characters, and halves of a pair that was cut, as `\u` escapes. */
export function printable(text: string): string {
  return text.replace(
    /[\p{Cc}\u2028\u2029\ufeff\p{Surrogate}]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
