const LENGTH = 65_536;

/** Changes a long text part by part: a regular expression keeps all matches of what it replaces at once. No part ends within a character. */
export function inParts(text: string, change: (part: string) => string): string {
  if (text.length <= LENGTH) return change(text);
  const parts: string[] = [];
  for (let start = 0; start < text.length;) {
    let end = Math.min(text.length, start + LENGTH);
    if ((text.codePointAt(end - 1) ?? 0) > 0xffff) end++;
    parts.push(change(text.slice(start, end)));
    start = end;
  }
  return parts.join("");
}
