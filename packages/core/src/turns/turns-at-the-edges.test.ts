import { expect, it } from "vitest";
import type { Message } from "../contracts/message.ts";
import {
  assistant,
  deriveFake,
  parts,
  eachMessage,
  trained,
  user,
  verdicts,
  type FakeTemplate,
} from "./fake-template.fixture.ts";

const twoTurns = [user("q1"), assistant("a1"), user("q2"), assistant("a2")];
const call = assistant("", { tool_calls: [{ function: { name: "f", arguments: { word: "w" } } }] });
const emptyMessage: Message = { role: "" };

/** Prints a call and, looking ahead, its result with the function's name once more. */
const lookAhead = eachMessage((pen, index, messages) => {
  const { role, content } = messages[index] ?? emptyMessage;
  const next = messages[index + 1];
  if (role === "tool") return;
  pen.text(`<${role}>`);
  pen.field(index, "content", String(content));
  if (content === "") pen.field(index, "tool_calls[0].function.name", "f");
  pen.text("<e>");
  if (next?.role !== "tool") return;
  pen.text("<result>");
  pen.field(index, "tool_calls[0].function.name", "f");
  pen.text(":<q>");
  pen.field(index + 1, "content", String(next.content));
  pen.text("<r>");
}, "<assistant>");

const withResult = (content: string) => [user("q1"), call, { role: "tool", content }];

/** Prints an answer without a header, with something between its texts, and a prompt. */
const prompted = (prompt: string, inner: string): FakeTemplate =>
  eachMessage((pen, index, messages) => {
    const { role, content, name } = messages[index] ?? emptyMessage;
    pen.text(role === "assistant" ? "" : `<${role}>`);
    pen.field(index, "content", String(content));
    pen.text(inner);
    pen.field(index, "name", String(name ?? ""));
    pen.text("<e>");
  }, prompt);

/** Its prompt behind an answer goes on with that answer. */
const goesOn: FakeTemplate = (pen, messages, addGenerationPrompt) => {
  messages.forEach(({ role, content }, index) => {
    pen.text(`<${role}>`);
    pen.field(index, "content", String(content));
    if (!(addGenerationPrompt && role === "assistant" && index === messages.length - 1)) pen.text("<e>");
  });
  if (addGenerationPrompt && messages.at(-1)?.role !== "assistant") pen.text("<assistant>");
};

/** What follows a message ends it. */
const lateEnd: FakeTemplate = (pen, messages, addGenerationPrompt) => {
  messages.forEach(({ role, content, tool_calls: calls }, index) => {
    pen.at(index);
    if (index > 0) pen.text(role === "tool" ? "<call-end>" : "<e>");
    pen.text(`<${role}>`);
    pen.field(index, "content", String(content));
    if (calls !== undefined) pen.field(index, "tool_calls", JSON.stringify(calls), -1);
  });
  pen.at(-1);
  if (addGenerationPrompt) pen.text("<e><assistant>");
};

/** Prints the last message behind its loop. */
const apart: FakeTemplate = (pen, messages, addGenerationPrompt) => {
  messages.forEach(({ role, content, reasoning_content: reasoning, tool_calls: calls }, index) => {
    pen.at(index < messages.length - 1 ? index : -1);
    pen.text(`<${role}>`);
    if (typeof reasoning === "string") {
      pen.text("<think>");
      pen.field(index, "reasoning_content", reasoning);
      pen.text("</think>\n");
    }
    pen.field(index, "content", String(content));
    if (calls !== undefined) {
      pen.text("<call>");
      pen.field(index, "tool_calls[0].function.name", "f");
      pen.text("</call>");
    }
    pen.text(role === "user" ? "\n" : "<e>\n");
  });
  pen.at(-1);
  if (addGenerationPrompt) pen.text("<assistant>");
};

it("a name that is printed again is no part of the call, be the result empty or the stop token unknown", () => {
  for (const result of ["21", ""]) {
    const row = deriveFake(lookAhead, withResult(result));
    expect([verdicts(row), trained(row.plan())]).toEqual([["exact"], [["f<e>"]]]);
  }
  const unknown = deriveFake(lookAhead, withResult("21"), { stopTokens: ["<eos>"] });
  expect(trained(unknown.plan("as-rendered"))).toEqual([["f"]]);
});

it("a call without its name is dropped, though its arguments are printed", () => {
  const nameless = eachMessage((pen, index, messages) => {
    const { role, content } = messages[index] ?? emptyMessage;
    pen.text(`<${role}>`);
    pen.field(index, "content", String(content));
    if (content === "") pen.field(index, "tool_calls[0].function.arguments", '{"word": "w"}', -1);
    pen.text("<e>");
  }, "<assistant>");
  const { turns } = deriveFake(nameless, [user("q1"), call]);
  expect(turns[0]).toMatchObject({ code: "dropped", reason: expect.stringContaining("tool_calls[0].function.name") });
});

it("a system message that was moved behind an empty answer is not before it", () => {
  const moved = eachMessage((pen, index, messages) => {
    const { role, content } = messages[index] ?? emptyMessage;
    if (role === "system") return;
    pen.text(`<${role}>`);
    if (index === messages.findLastIndex((each) => each.role === "user")) pen.field(0, "content", "be kind");
    pen.field(index, "content", String(content));
    pen.text("<e>");
  }, "<assistant>");
  const row = deriveFake(moved, [
    { role: "system", content: "be kind" },
    user("q1"),
    assistant(""),
    ...twoTurns.slice(2),
  ]);
  expect(trained(row.plan("as-rendered"))).toEqual([["<e>", "a2<e>"]]);
});

it("a text of the row that reads as a stop token ends no turn", () => {
  const endless = eachMessage((pen, index, messages) => {
    pen.text(`<${messages[index]?.role}>`);
    pen.field(index, "content", String(messages[index]?.content));
  }, "<assistant>");
  expect(verdicts(deriveFake(endless, [user("q1"), assistant("a1<e>")]))).toEqual(["refused:no-stop"]);
});

it("an answer is put behind no prompt that ends in a stop token, and not with one before its end", () => {
  const row = [user("q1"), assistant("a1", { name: "Bob" })];
  expect(verdicts(deriveFake(prompted("<x><e>", ""), row))).toEqual(["refused:prompt-differs"]);
  expect(verdicts(deriveFake(prompted("<x></x>", "<e>"), row))).toEqual(["refused:prompt-differs"]);
  expect(verdicts(deriveFake(prompted("<x></x>", ""), row))).toEqual(["composed"]);
});

it("answers in a row are two turns with a tag between them, or where the second goes on from its prompt", () => {
  const thinking = eachMessage((pen, index, messages) => {
    const { role, content } = messages[index] ?? emptyMessage;
    pen.text(`<${role}>`);
    if (role === "assistant" && index === messages.length - 1) pen.text("<think></think>");
    pen.field(index, "content", String(content));
    pen.text("<e>");
  }, "<assistant>");
  const inARow = [user("q1"), assistant("a1"), assistant("a2")];
  const row = deriveFake(thinking, inARow);
  expect(verdicts(row)).toEqual(["split:body", "composed"]);
  expect(row.plan().map(({ rendering }) => rendering.text)).toEqual([
    "<user>q1<e><assistant><think></think>a1<e>",
    "<user>q1<e><assistant><think></think>a1<e><assistant><think></think>a2<e>",
  ]);

  const bare = eachMessage((pen, index, messages) => {
    pen.text(messages[index]?.role === "user" ? "Q: " : "A: ");
    pen.field(index, "content", String(messages[index]?.content));
    pen.text("\n");
  }, "A: ");
  expect(trained(deriveFake(bare, inARow, { stopTokens: ["\n"] }).plan())).toEqual([["a1\n", "a2\n"]]);
});

it("a rewritten header is not trained as it is rendered, nor is an end twice", () => {
  const rewritten = eachMessage((pen, index, messages) => {
    const { role, content } = messages[index] ?? emptyMessage;
    pen.text(role === "assistant" && index < messages.length - 1 ? "<answer>" : `<${role}>`);
    pen.field(index, "content", String(content));
    pen.text(role === "user" ? "" : "<e>");
  }, "<assistant>");
  expect(trained(deriveFake(rewritten, twoTurns).plan("as-rendered"))).toEqual([["a1<e>", "a2<e>"]]);

  const row = deriveFake(goesOn, [user("q1"), assistant("a1"), assistant("a2")]);
  expect(trained(row.plan("as-rendered"))).toEqual([["a1<e>", "a2<e>"]]);
});

it("what ends a call may be another token than what ends an answer", () => {
  const settings = { stopTokens: ["<e>", "<call-end>"] };
  const [example] = deriveFake(lateEnd, [user("q1"), call], settings).plan();
  expect(example?.rendering.text.endsWith("}]<call-end>")).toBe(true);
  expect(trained(deriveFake(lateEnd, [user("q1"), assistant("a1")], settings).plan())).toEqual([["a1<e>"]]);
});

it("template text says which field it wraps, and a message printed behind the loop has a header", () => {
  const answer = assistant("a1", { reasoning_content: "r1", tool_calls: [{ function: { name: "f" } }] });
  const [example] = deriveFake(apart, [user("q1"), answer]).plan();
  expect(example && parts(example).slice(2, 5)).toEqual([
    "separator 0: \n",
    "header 1: <assistant>",
    "body 1: <think>",
  ]);
  const fields = Array.from({ length: 7 }, (_, index) => example?.rendering.segment(index + 4));
  expect(fields.map((segment) => [segment?.text, segment?.field])).toEqual([
    ["<think>", "reasoning_content"],
    ["r1", "reasoning_content"],
    ["</think>\n", "reasoning_content"],
    ["a1", "content"],
    ["<call>", "tool_calls"],
    ["f", "tool_calls[0].function.name"],
    ["</call>", "tool_calls"],
  ]);
});
