import { unmoved, type Normalized } from "./normalized.ts";

/** Every character for itself, as Rust's `char::to_lowercase`: a final sigma is one like others, `İ` becomes two characters. */
export function lowercase(text: string): Normalized {
  let result = "";
  const origins: number[] = [];
  let at = 0;
  let moved = false;
  for (const character of text) {
    const small = character.toLowerCase();
    for (let unit = 0; unit < small.length; unit++) origins.push(small.length === character.length ? at + unit : at);
    moved ||= small.length !== character.length;
    result += small;
    at += character.length;
  }
  origins.push(at);
  return moved ? { text: result, origins: Int32Array.from(origins), merged: [] } : unmoved(result);
}
