import { isJsonObject, parseJson, type Conversation } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { conversationFingerprint } from "./conversation-fingerprint.ts";
import { messagesAdapter } from "./messages-adapter.ts";

/** The fingerprint of a row as a file has it. */
function fingerprintOf(row: string): string {
  const value = parseJson(row);
  const columns = Object.fromEntries(
    (isJsonObject(value) ? Object.keys(value) : []).filter((name) => name !== "id").map((name) => [name, name]),
  );
  return hex(messagesAdapter.adapt(value, { columns, roles: [] }).conversation);
}

function hex(conversation: Conversation): string {
  return Buffer.from(conversationFingerprint(conversation)).toString("hex");
}

const user = (content: string): Conversation => ({ messages: [{ role: "user", content }] });
const call = (given: string, more = ""): string =>
  `{"messages": [{"role": "user", "content": "Q"}, {"role": "assistant", "content": "", "tool_calls": [{"type": "function", "function": {"name": "f", "arguments": ${given}}}]}]${more}}`;

describe("rows are the same conversation", () => {
  test.each([
    [
      "in another order of a message's fields",
      '{"messages": [{"role": "user", "content": "Q"}]}',
      '{"messages": [{"content": "Q", "role": "user"}]}',
    ],
    [
      "with other escapes and white space",
      '{"messages": [{"role": "user", "content": "é"}]}',
      '{"messages":[{"role":"user","content":"\\u00e9"}]}',
    ],
    ["with arguments as text", call('{"a": 1}'), call('"{\\"a\\": 1}"')],
  ])("%s", (_, one, other) => {
    expect(fingerprintOf(one)).toBe(fingerprintOf(other));
  });

  test("whatever order template arguments come in, and with defaults said or not", () => {
    expect(hex({ ...user("Q"), templateArguments: { a: 1, b: 2 } })).toBe(
      hex({ ...user("Q"), tools: null, continueFinalMessage: false, templateArguments: { b: 2, a: 1 } }),
    );
  });
});

test("everything that a template can print tells conversations apart", () => {
  const different = [
    fingerprintOf(call('{"a": 1, "b": 2}')),
    fingerprintOf(call('{"b": 2, "a": 1}')),
    fingerprintOf(call('{"a": 1, "b": 2.0}')),
    fingerprintOf(call('{"a": 1, "b": "2"}')),
    fingerprintOf(call('{"a": 1, "b": 2}', ', "tools": [{"name": "f"}]')),
    hex(user("Q")),
    hex(user("Q ")),
    hex(user("")),
    hex({ messages: [] }),
    hex({ messages: [{ role: "assistant", content: "Q" }] }),
    hex({ messages: [{ role: "user", content: "Q", train: true }] }),
    hex({
      messages: [
        { role: "user", content: "Q" },
        { role: "user", content: "" },
      ],
    }),
    hex({ messages: [{ role: "user", content: ["Q"] }] }),
    hex({ messages: [{ role: "user", content: '["Q"]' }] }),
    hex({ ...user("Q"), templateArguments: { enable_thinking: true } }),
    hex({ ...user("Q"), tools: [] }),
    hex({ ...user("Q"), continueFinalMessage: true }),
    hex({ ...user("Q"), continueFinalMessage: "true" }),
  ];
  expect(new Set(different).size).toBe(different.length);
});
