/** A control token, or a tag that looks like one: `[start, end)` of a text, in UTF-16 code units. */
export interface Tag {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** What counts as markup in text that a template wrote. */
export interface Markup {
  /** All tags that begin in `[from, to)`. */
  tags(text: string, from?: number, to?: number): readonly Tag[];
  /** The first stop token at or behind `from`: the longest of those that begin there. */
  firstStop(text: string, from?: number): Tag | null;
  /** The stop token that a text ends with. */
  lastStop(text: string): string | null;
  /** Whether a longer stop token ends with this one. */
  isEndOfLonger(stop: string): boolean;
  /** Whether a tag may begin in a text and end behind it; it need not. */
  mayReachOver(text: string): boolean;
}

/** `<|im_end|>`, `</think>`, `[INST]`, `[|endofturn|]`: no space within, up to 40 characters. */
const TAG_FORMS = String.raw`<[^<>\s]{1,40}>|\[/?[A-Z][A-Z_]{1,24}\]|\[\|[^\[\]|\s]{1,40}\|\]`;
const IS_TAG = new RegExp(`^(?:${TAG_FORMS})$`);

/** What such a tag begins with, at the end of a text. */
const OPEN_TAG = /<[^<>\s]{0,40}$|\[[^[\]\s]{0,41}$/;

/** No tag is longer, except a control token of the tokenizer's own form. */
const LONGEST_TAG = 42;

/**
 * Knows tags by their form, and those control and stop tokens that have another one.
 *
 * @param controlTokens null where there is no tokenizer to tell
 */
export function createMarkup(controlTokens: readonly string[] | null, stopTokens: readonly string[]): Markup {
  const others = [...stopTokens, ...(controlTokens ?? [])].filter(hasOtherForm);
  const tag = anyOf(others, TAG_FORMS);
  const stop = anyOf(stopTokens);
  const longest = Math.max(LONGEST_TAG, ...others.map(({ length }) => length));
  const longestFirst = [...stopTokens].filter((token) => token !== "").toSorted((a, b) => b.length - a.length);

  return {
    tags(text, from = 0, to = text.length) {
      const found: Tag[] = [];
      tag.lastIndex = from;
      const part = to + longest < text.length ? text.slice(0, to + longest) : text;
      for (let match = tag.exec(part); match !== null && match.index < to; match = tag.exec(part))
        found.push({ text: match[0], start: match.index, end: match.index + match[0].length });
      return found;
    },
    firstStop(text, from = 0) {
      stop.lastIndex = from;
      const match = stop.exec(text);
      return match && { text: match[0], start: match.index, end: match.index + match[0].length };
    },
    lastStop(text) {
      for (const token of longestFirst) if (text.endsWith(token)) return token;
      return null;
    },
    isEndOfLonger: (given) => longestFirst.some((token) => token.length > given.length && token.endsWith(given)),
    mayReachOver: (text) => OPEN_TAG.test(text) || others.some((token) => endsWithStartOf(text, token)),
  };
}

/** Gemma's added tokens have runs of line breaks among them, which mark nothing. */
function hasOtherForm(token: string): boolean {
  return token.trim() !== "" && !IS_TAG.test(token);
}

/** The longest that matches at a place wins; nothing to look for matches nowhere. */
function anyOf(texts: readonly string[], forms?: string): RegExp {
  const known = [...new Set(texts)].filter((text) => text !== "").toSorted((a, b) => b.length - a.length);
  const escaped = known.map((text) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`));
  const choices = [...escaped, ...(forms === undefined ? [] : [forms])];
  return new RegExp(choices.length === 0 ? "(?!)" : choices.join("|"), "g");
}

function endsWithStartOf(text: string, token: string): boolean {
  for (let length = 1; length < token.length; length++) if (text.endsWith(token.slice(0, length))) return true;
  return false;
}

/** Length of the common start of two texts, moved back to the start of a tag that it would cut. */
export function commonStart(left: string, right: string, markup: Markup): number {
  const shorter = Math.min(left.length, right.length);
  let length = 0;
  while (length < shorter && left.charCodeAt(length) === right.charCodeAt(length)) length++;
  for (const text of [left, right]) {
    for (const { start, end } of markup.tags(text, Math.max(0, length - LONGEST_TAG), length))
      if (start < length && length < end) length = start;
  }
  return length;
}
