const ESCAPES: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * Text with control characters spelled out, so that white space can be seen and data cannot steer the terminal.
 *
 * @example
 * visible("model\n"); // model\n
 */
export function visible(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, (character) => ESCAPES[character] ?? codePoint(character));
}

/** A token's text in quotes, so that its edges can be seen: `" on"`. */
export function quoted(text: string): string {
  return `"${visible(text)}"`;
}

/** Like `visible`, for several lines: line breaks stay. */
export function visibleLines(text: string): string {
  return text.split("\n").map(visible).join("\n");
}

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}
