import { WHITE_SPACE } from "../strings/white-space.ts";

export interface LinkOptions {
  /** Of every link but those to mail addresses: ` rel="noopener"`. */
  readonly attributes: string;
  /** What a link shows of its URL. */
  readonly shorten: (url: string) => string;
  /** What else begins a URL, such as `tel:`. */
  readonly schemes: readonly string[];
}

const SPACES = new RegExp(`([${WHITE_SPACE}]+)`);
const WORD = String.raw`\p{L}\p{N}_`;
const URL_PATTERN = new RegExp(
  `^(?:(?:https?://|www\\.)(?:(?:[${WORD}%-]+\\.)+)?(?:[a-z]{2,63}|xn--[${WORD}%]{2,59})` +
    `|(?:[${WORD}%-]{2,63}\\.)+(?:com|net|int|edu|gov|org|info|mil)` +
    `|https?://(?:\\p{Nd}{1,3}(?:\\.\\p{Nd}{1,3}){3}|\\[(?:[\\p{Nd}a-f]{0,4}:){2}(?:[\\p{Nd}a-f]{0,4}:?){1,6}\\]))` +
    String.raw`(?::\p{Nd}{1,5})?(?:[/?#][^]*)?$`,
  "iu",
);
const DOMAIN = new RegExp(`^[${WORD}][${WORD}.-]*\\.[${WORD}]+$`, "u");
const HEAD = /^(?:[(<]|&lt;)+/;
const CLOSING = [
  ["(", ")"],
  ["<", ">"],
  ["&lt;", "&gt;"],
] as const;

/** Escaped text, with links for what looks like a URL or a mail address: Jinja's `urlize`, in linear time. */
export function linked(text: string, options: LinkOptions): string {
  return text
    .split(SPACES)
    .map((word, index) => (index % 2 === 1 ? word : linkedWord(word, options)))
    .join("");
}

function linkedWord(word: string, options: LinkOptions): string {
  const head = HEAD.exec(word)?.[0] ?? "";
  const body = word.slice(head.length);
  const end = balanced(body, tailStart(body));
  return head + link(body.slice(0, end), options) + body.slice(end);
}

/** Where punctuation begins that stands behind a URL, not in it. */
function tailStart(word: string): number {
  let end = word.length;
  while (end > 0) {
    if (").>,".includes(word.charAt(end - 1))) end--;
    else if (word.endsWith("&gt;", end)) end -= 4;
    else break;
  }
  return end;
}

/** As many closing brackets go back to the URL as it opens. */
function balanced(word: string, end: number): number {
  let from = end;
  for (const [open, close] of CLOSING) {
    const opened = occurrences(word.slice(0, from), open);
    if (opened <= occurrences(word.slice(0, from), close)) continue;
    for (let count = 0; count < opened; count++) {
      const at = word.indexOf(close, from);
      if (at < 0) break;
      from = at + close.length;
    }
  }
  return from;
}

function occurrences(text: string, part: string): number {
  let count = 0;
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length)) count++;
  return count;
}

function link(word: string, { attributes, shorten, schemes }: LinkOptions): string {
  if (URL_PATTERN.test(word)) {
    const url = word.startsWith("https://") || word.startsWith("http://") ? word : `https://${word}`;
    return `<a href="${url}"${attributes}>${shorten(word)}</a>`;
  }
  if (word.startsWith("mailto:") && isAddress(word.slice(7))) return `<a href="${word}">${word.slice(7)}</a>`;
  const mayBeAddress = word.includes("@") && !/^(?:www\.|@)/.test(word) && !word.includes(":");
  if (mayBeAddress && isAddress(word)) return `<a href="mailto:${word}">${word}</a>`;
  let result = word;
  for (const scheme of schemes) {
    if (result !== scheme && result.startsWith(scheme)) result = `<a href="${result}"${attributes}>${result}</a>`;
  }
  return result;
}

/** No `@` can stand in what is behind the last one. */
function isAddress(word: string): boolean {
  const at = word.lastIndexOf("@");
  return at > 0 && DOMAIN.test(word.slice(at + 1));
}
