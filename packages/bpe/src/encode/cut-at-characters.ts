import { CutText } from "./cut-text.ts";

/** The same text cut at every character; each is of the origin that its segment has. */
export function cutAtCharacters({ text, ends, origins, count }: CutText): CutText {
  const characterEnds: number[] = [];
  const characterOrigins: number[] = [];
  let end = 0;
  let segment = 0;
  for (const character of text) {
    while (segment < count - 1 && (ends[segment] ?? 0) <= end) segment++;
    end += character.length;
    characterEnds.push(end);
    characterOrigins.push(origins[segment] ?? 0);
  }
  return new CutText(text, Int32Array.from(characterEnds), Uint8Array.from(characterOrigins), characterEnds.length);
}
