/** What is wrong at a place of a text that is not JSON. */
export type JsonFaultKind =
  | "ends-early"
  | "ends-in-string"
  | "trailing-comma"
  | "single-quote"
  | "python-literal"
  | "not-a-number"
  | "control-character"
  | "bad-escape"
  | "bad-number"
  | "comment"
  | "byte-order-mark"
  | "second-value"
  | "comma-missing"
  | "colon-missing"
  | "key-missing"
  | "value-missing";

export interface JsonFault {
  readonly kind: JsonFaultKind;
  /** Offset of the fault, in UTF-16 code units. */
  readonly position: number;
  /** The token that stands there, cut to 20 characters; empty at the end. */
  readonly found: string;
}

/** What may come next: a value, the first key or the end of an object, a further key, … */
type Expected = "value" | "value-or-end" | "key" | "key-or-end" | "colon" | "comma-or-end" | "nothing";

const WHITE_SPACE = /[ \t\n\r]*/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[\dA-Fa-f]{4})/y;
const SCALAR = /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y;
const WORD = /[^\s,:[\]{}"']+|./suy;

/**
 * Where and why `JSON.parse` refuses a text, in words of our own: those of V8 differ from version to version and often
 * name no position. Undefined if the text is JSON.
 */
export function findJsonFault(text: string): JsonFault | undefined {
  const open: ("[" | "{")[] = [];
  let expected: Expected = "value";
  let position = 0;
  const afterValue = (): Expected => (open.length === 0 ? "nothing" : "comma-or-end");
  for (;;) {
    position = after(WHITE_SPACE, text, position);
    const character = text[position];
    if (character === undefined) {
      return expected === "nothing" ? undefined : { kind: "ends-early", position, found: "" };
    }
    const container = open.at(-1);
    const key: boolean = expected === "key" || expected === "key-or-end";
    const value = expected === "value" || expected === "value-or-end";
    const mayEnd = expected === "comma-or-end" || expected === "value-or-end" || expected === "key-or-end";
    if (mayEnd && character === (container === "[" ? "]" : "}")) {
      open.pop();
      expected = afterValue();
      position += 1;
    } else if (expected === "comma-or-end" && character === ",") {
      expected = container === "[" ? "value" : "key";
      position += 1;
    } else if (expected === "colon" && character === ":") {
      expected = "value";
      position += 1;
    } else if (value && (character === "[" || character === "{")) {
      open.push(character);
      expected = character === "[" ? "value-or-end" : "key-or-end";
      position += 1;
    } else if ((value || key) && character === '"') {
      const end = afterString(text, position + 1);
      if (typeof end !== "number") return end;
      expected = key ? "colon" : afterValue();
      position = end;
    } else if (value && after(SCALAR, text, position) > position) {
      expected = afterValue();
      position = after(SCALAR, text, position);
    } else {
      const found = text.slice(position, Math.min(after(WORD, text, position), position + 20));
      return { kind: kindOf(found, expected, position), position, found };
    }
  }
}

function after(pattern: RegExp, text: string, position: number): number {
  pattern.lastIndex = position;
  return pattern.test(text) ? pattern.lastIndex : position;
}

/** The offset behind a string whose text begins at `start`, or its fault. A loop: a pattern over 50 MB overflows its stack. */
function afterString(text: string, start: number): number | JsonFault {
  for (let position = start; position < text.length; position++) {
    const unit = text.charCodeAt(position);
    if (unit === 0x22) return position + 1;
    if (unit < 0x20) return { kind: "control-character", position, found: text.slice(position, position + 1) };
    if (unit === 0x5c) {
      const end = after(ESCAPE, text, position);
      if (end === position && position + 1 < text.length) {
        return { kind: "bad-escape", position, found: text.slice(position, position + 2) };
      }
      position = Math.max(end, position + 1) - 1;
    }
  }
  return { kind: "ends-in-string", position: text.length, found: "" };
}

function kindOf(found: string, expected: Expected, position: number): JsonFaultKind {
  if (found === "\uFEFF" && position === 0) return "byte-order-mark";
  if (/^(?:\/\/|\/\*|\/|#)/.test(found)) return "comment";
  if (expected === "nothing") return "second-value";
  if (expected === "comma-or-end") return "comma-missing";
  if (expected === "colon") return "colon-missing";
  if (expected === "key" && found === "}") return "trailing-comma";
  if (expected === "value" && found === "]") return "trailing-comma";
  if (found === "'") return "single-quote";
  if (/^(?:None|True|False)\b/.test(found)) return "python-literal";
  if (/^[+-]?(?:NaN|nan|Infinity|inf)\b/.test(found)) return "not-a-number";
  if (expected === "key" || expected === "key-or-end") return "key-missing";
  return /^[+-]?\.?\d/.test(found) ? "bad-number" : "value-missing";
}
