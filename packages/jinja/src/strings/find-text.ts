/** Longer texts are looked for by their beginning, since the engine's own search takes quadratic time at worst. */
const LONGEST_PREFIX = 32;

/**
 * Where a text stands first from an offset on, as `indexOf`, but in linear time and never within a surrogate pair; −1 if
 * nowhere. Offsets are UTF-16 code units.
 */
export function findText(text: string, wanted: string, from: number): number {
  if (wanted.length === 0) return from <= text.length ? from : -1;
  const prefix = wanted.slice(0, LONGEST_PREFIX);
  let compared = 0;
  for (let at = text.indexOf(prefix, from); at >= 0; at = text.indexOf(prefix, at + 1)) {
    if (wanted.length > LONGEST_PREFIX) {
      if (compared > text.length) return knuthMorrisPratt(text, wanted, at);
      compared += wanted.length;
      if (!text.startsWith(wanted, at)) continue;
    }
    if (isWhole(text, at, at + wanted.length)) return at;
  }
  return -1;
}

/** Where a text stands last, ending at an offset at most; −1 if nowhere. As `findText` otherwise. */
export function findLastText(text: string, wanted: string, end: number): number {
  if (wanted.length === 0) return end;
  if (wanted.length > end) return -1;
  const prefix = wanted.slice(0, LONGEST_PREFIX);
  let compared = 0;
  for (let at = text.lastIndexOf(prefix, end - wanted.length); at >= 0; at = text.lastIndexOf(prefix, at - 1)) {
    if (wanted.length > LONGEST_PREFIX) {
      if (compared > text.length) return lastInReverse(text, wanted, at + wanted.length);
      compared += wanted.length;
    }
    if (text.startsWith(wanted, at) && isWhole(text, at, at + wanted.length)) return at;
    if (at === 0) break;
  }
  return -1;
}

function reversed(value: string): string {
  return value.split("").toReversed().join("");
}

function lastInReverse(text: string, wanted: string, end: number): number {
  const at = knuthMorrisPratt(reversed(text.slice(0, end)), reversed(wanted), 0);
  return at < 0 ? -1 : end - at - wanted.length;
}

/** Whether a text occurs at these offsets without cutting a surrogate pair in two. */
export function isWhole(text: string, start: number, end: number): boolean {
  return !cutsPair(text, start) && !cutsPair(text, end);
}

function cutsPair(text: string, at: number): boolean {
  return (text.charCodeAt(at) & 0xfc00) === 0xdc00 && (text.charCodeAt(at - 1) & 0xfc00) === 0xd800;
}

function knuthMorrisPratt(text: string, wanted: string, from: number): number {
  const borders = new Int32Array(wanted.length);
  for (let at = 1, length = 0; at < wanted.length; at++) {
    while (length > 0 && wanted.charCodeAt(at) !== wanted.charCodeAt(length)) length = borders[length - 1] ?? 0;
    if (wanted.charCodeAt(at) === wanted.charCodeAt(length)) length++;
    borders[at] = length;
  }
  for (let at = from, length = 0; at < text.length; at++) {
    while (length > 0 && text.charCodeAt(at) !== wanted.charCodeAt(length)) length = borders[length - 1] ?? 0;
    if (text.charCodeAt(at) === wanted.charCodeAt(length)) length++;
    if (length === wanted.length) {
      const start = at + 1 - length;
      if (isWhole(text, start, at + 1)) return start;
      length = borders[length - 1] ?? 0;
    }
  }
  return -1;
}
