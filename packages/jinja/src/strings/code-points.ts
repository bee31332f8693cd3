/** Where Python counts code points, JavaScript counts UTF-16 code units: the two differ behind each surrogate pair. */

const SURROGATE = /[\ud800-\udfff]/;

/** `len(text)` */
export function codePointCount(text: string): number {
  if (!SURROGATE.test(text)) return text.length;
  let count = text.length;
  for (let at = 0; at < text.length; at++) if (isPair(text, at)) count--;
  return count;
}

/** Whether a character of two code units begins here. */
function isPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
}

/** Offsets in UTF-16 code units of each code point and of the end; null where both count alike. */
export function unitOffsetsOf(text: string): Uint32Array | null {
  if (!SURROGATE.test(text)) return null;
  const offsets = new Uint32Array(text.length + 1);
  let count = 0;
  for (let at = 0; at < text.length; at += isPair(text, at) ? 2 : 1) offsets[count++] = at;
  offsets[count++] = text.length;
  return offsets.subarray(0, count);
}
