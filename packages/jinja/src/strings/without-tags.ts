/** HTML without tags and comments, up to the first of them that does not end: as markupsafe's `striptags` reads it. */
export function withoutTags(text: string): string {
  const parts: string[] = [];
  let at = 0;
  for (let start = text.indexOf("<"); start >= 0; start = text.indexOf("<", at)) {
    const isComment = text.startsWith("<!--", start);
    const end = isComment ? text.indexOf("-->", start + 4) : text.indexOf(">", start);
    if (end < 0) break;
    parts.push(text.slice(at, start));
    at = end + (isComment ? 3 : 1);
  }
  return parts.join("") + text.slice(at);
}
