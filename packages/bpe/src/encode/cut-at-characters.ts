import type { CutText } from "./cut-text.ts";

/** The same text cut at every character; each is of the origin that its segment has. */
export function cutAtCharacters({ text, segments, segmentCount }: CutText): CutText {
  const ends: number[] = [];
  const origins: number[] = [];
  let end = 0;
  let segment = 0;
  for (const character of text) {
    while (segment < segmentCount - 1 && (segments.end[segment] ?? 0) <= end) segment++;
    end += character.length;
    ends.push(end);
    origins.push(segments.origin[segment] ?? 0);
  }
  return {
    text,
    segments: { end: Int32Array.from(ends), origin: Uint8Array.from(origins) },
    segmentCount: ends.length,
  };
}
