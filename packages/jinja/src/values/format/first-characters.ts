import { slice } from "../slicer.ts";
import { type Str, plain, unitOffsets } from "../text.ts";

/** `text[:count]` */
export function firstCharacters(text: Str, count: number): Str {
  const offsets = unitOffsets(text);
  return slice(text, 0, offsets === null ? count : (offsets[count] ?? plain(text).length));
}
