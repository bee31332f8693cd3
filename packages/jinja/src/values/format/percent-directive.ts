import { asInteger } from "../coercion.ts";
import { fail } from "../python-error.ts";
import type { Value } from "../value.ts";

/** One `%-5.2f` of a format. */
export interface Directive {
  /** Of `-+ #0`. */
  readonly flags: ReadonlySet<string>;
  readonly width: number;
  readonly precision: number | null;
  readonly conversion: string;
  /** Offset behind it. */
  readonly end: number;
}

const MOST = 2 ** 31 - 1;

/** Reads what begins with the `%` at an offset; `values` selects the key and gives what `*` stands for. */
export function readDirective(
  text: string,
  offset: number,
  values: { requireMapping(): void; select(key: string): void; next(): Value },
): Directive {
  let at = offset + 1;
  if (text.charAt(at) === "(") {
    values.requireMapping();
    const end = closing(text, at);
    values.select(text.slice(at + 1, end));
    at = end + 1;
  }
  const flags = new Set<string>();
  for (; at < text.length && "-+ #0".includes(text.charAt(at)); at++) flags.add(text.charAt(at));
  const readNumber = (what: string): number => {
    if (text.charAt(at) === "*") {
      at++;
      const given = asInteger(values.next());
      if (given === null) fail("TypeError", "* wants int");
      if (given > MOST || given < -MOST) fail("OverflowError", "Python int too large to convert to C ssize_t");
      return Number(given);
    }
    let number = 0;
    for (; /[0-9]/.test(text.charAt(at)); at++) {
      number = number * 10 + Number(text.charAt(at));
      if (number > MOST) fail("ValueError", `${what} too big`);
    }
    return number;
  };
  let width = readNumber("width");
  if (width < 0) {
    flags.add("-");
    width = -width;
  }
  let precision: number | null = null;
  if (text.charAt(at) === ".") {
    at++;
    precision = Math.max(0, readNumber("precision"));
  }
  if (at < text.length && "hlL".includes(text.charAt(at))) at++;
  const [conversion] = text.slice(at, at + 2);
  if (conversion === undefined) fail("ValueError", "incomplete format");
  return { flags, width, precision, conversion, end: at + 1 };
}

/** Where the parenthesis at an offset is closed. */
function closing(text: string, offset: number): number {
  let depth = 0;
  for (let at = offset; at < text.length; at++) {
    if (text.charAt(at) === "(") depth++;
    else if (text.charAt(at) === ")" && --depth === 0) return at;
  }
  return fail("ValueError", "incomplete format key");
}

/** @throws {TemplateRuntimeError} ValueError: there is no such conversion */
export function refuseUnknown({ conversion, end }: Directive): void {
  if ("sracdiuoxXeEfFgG".includes(conversion)) return;
  const code = (conversion.codePointAt(0) ?? 0).toString(16);
  fail("ValueError", `unsupported format character '${conversion}' (0x${code}) at index ${end - 1}`);
}
