/** Ways in which a row can be broken, with the code by which each is refused; `null` for what is no row, and for what is none the worse. */
export const BREAKAGES: readonly (readonly [name: string, code: string | null, breakRow: (row: string) => Buffer])[] = [
  ["cut off", "broken-json", (row) => text(row.slice(0, row.length / 2))],
  ["a comma too many", "broken-json", (row) => text(`${row.slice(0, -1)},}`)],
  ["NaN", "broken-json", () => text('{"messages": NaN}')],
  ["zeros, as a crashed machine leaves", "broken-json", () => Buffer.alloc(50)],
  ["two rows on a line", "broken-json", (row) => text(`${row}${row}`)],
  [
    "bytes of another encoding",
    "invalid-utf8",
    (row) => Buffer.concat([text(row.slice(0, 30)), Buffer.from("ü", "latin1")]),
  ],
  ["noise", "invalid-utf8", (row) => Buffer.from(text(row).map((byte) => byte ^ 0x95))],
  ["half of a character", "lone-surrogate", () => turns('"a\\ud83d b"')],
  ["an unknown role", "unknown-role", () => text('{"messages": [{"role": "critic", "content": "no"}]}')],
  ["a number for a text", "content-not-text", () => turns("5")],
  ["an object for a text", "content-not-text", () => turns(`${'{"a":'.repeat(3000)}1${"}".repeat(3000)}`)],
  ["text for messages", "no-messages", () => text('{"messages": "hello"}')],
  ["no messages", "no-messages", () => text('{"messages": []}')],
  ["an empty object", "no-messages", () => text("{}")],
  ["names of JavaScript's own", "no-messages", () => text('{"__proto__": {"messages": []}, "constructor": 1}')],
  ["null for a message", "not-a-message", () => text('{"messages": [null]}')],
  ["lists without end", "not-a-message", () => text(`{"messages": ${"[".repeat(5000)}${"]".repeat(5000)}}`)],
  ["a call without a name", "bad-tool-calls", () => text(CALL)],
  ["a list", "not-an-object", () => text("[1, 2]")],
  ["a number", "not-an-object", () => text("12")],
  ["null", "not-an-object", () => text("null")],
  ["JSON in a string", "not-an-object", (row) => text(JSON.stringify(row))],
  ["white space", null, () => text("  \t ")],
  ["a carriage return before the end", null, (row) => text(`${row}\r`)],
];

const CALL =
  '{"messages": [{"role": "user", "content": "a"}, {"role": "assistant", "content": null, "tool_calls": [{"function": {"name": 3}}]}]}';

function text(row: string): Buffer {
  return Buffer.from(row, "utf8");
}

function turns(content: string): Buffer {
  return text(`{"messages": [{"role": "user", "content": ${content}}, {"role": "assistant", "content": "x"}]}`);
}
