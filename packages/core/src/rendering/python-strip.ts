/** What Python's `str.strip()` takes for white space (`str.isspace`): unlike JavaScript's, U+001C–1F and U+0085, not U+FEFF. */
const WHITE_SPACE =
  "\t\n\v\f\r\u001C\u001D\u001E\u001F \u0085\u00A0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200A\u2028\u2029\u202F\u205F\u3000";

/** A slice of a string that knows where in it it began. */
export interface Slice {
  readonly text: string;
  /** Offset in the original string, in UTF-16 code units. */
  readonly start: number;
}

/**
 * `text.strip(characters)` of Python, and where the rest began: Jinja's `|trim` and `.strip()`.
 *
 * @example
 * pythonStrip("  a \n"); // { text: "a", start: 2 }
 * pythonStrip("\n a\n", "\n"); // { text: " a", start: 1 }
 */
export function pythonStrip(text: string, characters: string = WHITE_SPACE): Slice {
  const start = firstKept(text, characters);
  return { text: text.slice(start, endOfKept(text, characters, start)), start };
}

/** `text.lstrip(characters)` of Python, and where the rest began. */
export function pythonLeftStrip(text: string, characters: string = WHITE_SPACE): Slice {
  const start = firstKept(text, characters);
  return { text: text.slice(start), start };
}

/** `text.rstrip(characters)` of Python. */
export function pythonRightStrip(text: string, characters: string = WHITE_SPACE): string {
  return text.slice(0, endOfKept(text, characters, 0));
}

function firstKept(text: string, characters: string): number {
  let start = 0;
  while (start < text.length) {
    const point = text.codePointAt(start) ?? 0;
    if (!isAmong(characters, point)) break;
    start += point > 0xffff ? 2 : 1;
  }
  return start;
}

function endOfKept(text: string, characters: string, start: number): number {
  let end = text.length;
  while (end > start) {
    const pair = end - 2 < start ? 0 : (text.codePointAt(end - 2) ?? 0);
    const isPair = pair > 0xffff;
    if (!isAmong(characters, isPair ? pair : text.charCodeAt(end - 1))) break;
    end -= isPair ? 2 : 1;
  }
  return end;
}

function isAmong(characters: string, point: number): boolean {
  // Most texts begin and end with a letter or a mark.
  if (characters === WHITE_SPACE && point > 0x20 && point < 0x7f) return false;
  return characters.includes(String.fromCodePoint(point));
}
