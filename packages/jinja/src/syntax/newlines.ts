/** Turns `\r\n` and `\r` into `\n`, as Jinja reads every source. All offsets in the tree count in the text that this returns. */
export function normalizeNewlines(source: string): string {
  return source.replace(/\r\n?/gu, "\n");
}
