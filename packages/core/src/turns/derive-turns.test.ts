import { describe, expect, it } from "vitest";
import { TemplateError } from "../errors/template-error.ts";
import {
  assistant,
  deriveFake,
  parts,
  plainTemplate,
  eachMessage,
  trained,
  user,
  verdicts,
  type FakeTemplate,
} from "./fake-template.fixture.ts";

const twoTurns = [user("q1"), assistant("a1"), user("q2"), assistant("a2")];

/** Prints what ends a message in front of the next one, with other text before it. */
const borrowed = (before: string): FakeTemplate =>
  eachMessage((pen, index, messages) => {
    if (index > 0) pen.text(`${before}<e>`);
    pen.text(`<${messages[index]?.role}>`);
    pen.field(index, "content", String(messages[index]?.content));
  }, `${before}<e><assistant>`);

/** Prints an answer with one beginning, and its prompt with another. */
const prompted = (prompt: string, lead: string): FakeTemplate =>
  eachMessage((pen, index, messages) => {
    const { role, content } = messages[index] ?? user("");
    pen.text(role === "assistant" ? `<assistant>${lead}` : `<${role}>`);
    pen.field(index, "content", String(content));
    pen.text("<e>");
  }, `<assistant>${prompt}`);

/** Needs two messages, as templates do that want a question first. */
const alternating: FakeTemplate = (pen, messages, addGenerationPrompt) => {
  if (messages.length < 2) throw new TemplateError("too short");
  plainTemplate(pen, messages, addGenerationPrompt);
};

describe("header and end", () => {
  it("are what the prompt adds, and the first stop token behind the answer", () => {
    const row = deriveFake(plainTemplate, twoTurns);
    expect(verdicts(row)).toEqual(["exact", "exact"]);
    expect(trained(row.plan())).toEqual([["a1<e>", "a2<e>"]]);
    expect(row.plan().flatMap(parts)).toEqual([
      "preamble: <s>",
      "header 0: <user>",
      "body 0: q1",
      "end 0: <e>",
      "separator 0: \n",
      "header 1: <assistant>",
      "body 1: a1",
      "end 1: <e>",
      "separator 1: \n",
      "header 2: <user>",
      "body 2: q2",
      "end 2: <e>",
      "separator 2: \n",
      "header 3: <assistant>",
      "body 3: a2",
      "end 3: <e>",
      "separator 3: \n",
    ]);
  });

  it("leave the model the white space that no prompt has, and nothing behind the first stop token", () => {
    const llama2 = eachMessage((pen, index, messages) => {
      const { role, content } = messages[index] ?? user("");
      pen.text(role === "user" ? "[INST] " : " ");
      pen.field(index, "content", String(content));
      pen.text(role === "user" ? " [/INST]" : " <e><e>");
    }, "");
    expect(trained(deriveFake(llama2, twoTurns).plan())).toEqual([[" a1 <e>", " a2 <e>"]]);
  });

  it("do not cut a tag that begins as another one does", () => {
    const glm = eachMessage((pen, index, messages) => {
      const { role, content } = messages[index] ?? user("");
      pen.text(role === "user" ? "<user>" : "<assistant></think>");
      pen.field(index, "content", String(content));
      pen.text("<e>");
    }, "<assistant><think>");
    const [first] = deriveFake(glm, twoTurns).turns;
    expect(first?.own?.text).toBe("</think>a1<e>");
  });

  it("stop where another message's data begins, or its words", () => {
    expect(verdicts(deriveFake(borrowed("\n"), [user("q1"), assistant("a1"), user("q2")]))).toEqual(["exact"]);
    expect(verdicts(deriveFake(borrowed("And then:"), [user("q1"), assistant("a1"), user("q2")]))).toEqual([
      "refused:no-stop",
    ]);
  });

  it("are found around an empty answer", () => {
    const row = deriveFake(plainTemplate, [user("q1"), assistant(""), user("q2"), assistant("a2")]);
    expect(trained(row.plan())).toEqual([["<e>", "a2<e>"]]);
  });

  it("do not take for the answer what the template prints of it in front of a tool's result", () => {
    const call = assistant("", { tool_calls: [{ function: { name: "f" } }] });
    const named = eachMessage((pen, index, messages) => {
      const { role, content } = messages[index] ?? user("");
      if (role === "tool") return;
      pen.text(`<${role}>`);
      if (content === "") {
        pen.text("call ");
        pen.field(index, "tool_calls[0].function.name", "f");
        if (messages[index + 1]?.role === "tool") {
          pen.text("<e><result>");
          pen.field(index, "tool_calls[0].function.name", "f");
          pen.text(":<q>");
          pen.field(index + 1, "content", String(messages[index + 1]?.content));
        }
      } else pen.field(index, "content", String(content));
      pen.text("<e>");
    }, "<assistant>");
    const row = deriveFake(named, [user("q1"), call, { role: "tool", content: "21" }, assistant("a2")]);
    expect(trained(row.plan())).toEqual([["call f<e>", "a2<e>"]]);
  });
});

describe("an end token that the template prints with the next message", () => {
  const lateEnd = eachMessage((pen, index, messages) => {
    if (index > 0) pen.text("<e>\n");
    pen.text(`<${messages[index]?.role}>`);
    pen.field(index, "content", String(messages[index]?.content));
  }, "<e>\n<assistant>");

  it("is put behind the last turn, once in all that the template is asked", () => {
    const row = deriveFake(lateEnd, twoTurns);
    expect(verdicts(row)).toEqual(["exact", "exact:end-appended"]);
    const [example] = row.plan();
    expect(example?.rendering.text).toBe("<user>q1<e>\n<assistant>a1<e>\n<user>q2<e>\n<assistant>a2<e>");
    expect(example?.trained.map(({ endAppended }) => endAppended)).toEqual([false, true]);
    expect(example && parts(example).at(-1)).toBe("end 3: <e>");
    expect(trained(row.plan("as-rendered"))).toEqual([["a1<e>", "a2"]]);
  });

  it("is refused where there is none, with the token that stands in its place", () => {
    const [turn] = deriveFake(plainTemplate, [user("q1"), assistant("a1")], { stopTokens: ["<eos>"] }).turns;
    expect(turn).toMatchObject({ code: "no-stop", reason: expect.stringContaining("--stop-token '<e>'") });
  });
});

describe("history that is printed otherwise", () => {
  const thinking = eachMessage((pen, index, messages) => {
    const { role, content } = messages[index] ?? user("");
    pen.text(`<${role}>`);
    if (role === "assistant" && index === messages.length - 1) pen.text("<think></think>");
    pen.field(index, "content", String(content));
    pen.text("<e>");
  }, "<assistant>");

  it("splits the row: the rendering that ends with a turn trains it", () => {
    const row = deriveFake(thinking, twoTurns);
    expect(verdicts(row)).toEqual(["split:body", "exact"]);
    const examples = row.plan();
    expect(trained(examples)).toEqual([["<think></think>a1<e>"], ["<think></think>a2<e>"]]);
    expect(examples.map(({ messages, composed }) => [messages, composed])).toEqual([
      [2, false],
      [4, false],
    ]);
  });

  it("is refused, left as it is, or cut to the last turn by the other policies", () => {
    const row = deriveFake(thinking, twoTurns);
    expect(() => row.plan("refuse")).toThrow(expect.objectContaining({ code: "not-exact", at: { message: 1 } }));
    expect(trained(row.plan("as-rendered"))).toEqual([["a1<e>", "<think></think>a2<e>"]]);
    expect(row.plan("as-rendered")[0]?.trained[0]).toMatchObject({ verdict: "as-rendered", proof: "none" });
    expect(trained(row.plan("last"))).toEqual([["<think></think>a2<e>"]]);
  });

  it("trains several turns in one example where they are exact in it", () => {
    // Until the next question, the answers behind the last one keep their mark.
    const loops = eachMessage((pen, index, messages) => {
      const { role, content } = messages[index] ?? user("");
      pen.text(`<${role}>`);
      if (role === "assistant" && index > messages.findLastIndex((each) => each.role === "user")) pen.text("!");
      pen.field(index, "content", String(content));
      pen.text("<e>");
    }, "<assistant>");
    const tool = { role: "tool", content: "r" };
    const loop = [
      user("q1"),
      assistant("a1"),
      tool,
      assistant("a2"),
      user("q2"),
      assistant("a3"),
      tool,
      assistant("a4"),
    ];
    expect(trained(deriveFake(loops, loop).plan())).toEqual([
      ["!a1<e>", "!a2<e>"],
      ["!a3<e>", "!a4<e>"],
    ]);
  });
});

describe("an answer that is not printed behind its prompt", () => {
  const oneTurn = [user("q1"), assistant("a1")];

  it.each([
    ["a closed block", "<think></think>", "", "<user>q1<e><assistant><think></think>a1<e>"],
    ["the end of a closed block", "<think></think>", "</think>", "<user>q1<e><assistant><think></think>a1<e>"],
    ["an open block that the answer closes", "<think>", "</think>", "<user>q1<e><assistant><think></think>a1<e>"],
    ["other white space", "\n", " ", "<user>q1<e><assistant>\na1<e>"],
    ["white space that the answer lacks", "\n", "", "<user>q1<e><assistant>\na1<e>"],
  ])("is put behind it: %s", (_, prompt, lead, text) => {
    const row = deriveFake(prompted(prompt, lead), oneTurn);
    expect(verdicts(row)).toEqual(["composed"]);
    const [example] = row.plan();
    expect(example).toMatchObject({ composed: true, messages: 2, rendering: { text } });
  });

  it("is refused where words of the prompt are missing", () => {
    const [turn] = deriveFake(prompted("Here are my steps:", ""), [user("q1"), assistant("a1")]).turns;
    expect(turn).toMatchObject({ code: "prompt-differs", reason: expect.stringContaining("Here are my steps:") });
  });

  it("is refused where a block stays open, also behind a prompt that it continues", () => {
    for (const lead of ["<think>", ""]) {
      expect(verdicts(deriveFake(prompted("<think>", lead), oneTurn))).toEqual(["refused:open-prompt"]);
    }
    const closing = [user("q1"), assistant("r</think>a1")];
    expect(verdicts(deriveFake(prompted("<think>", "<think>"), closing))).toEqual(["exact"]);
  });

  it("is never put behind a stop token, nor with one in its body", () => {
    expect(verdicts(deriveFake(prompted("<x><e>", "<y>"), oneTurn))).toEqual(["refused:prompt-differs"]);
  });
});

describe("a message that the template drops", () => {
  const onlyContent = eachMessage((pen, index, messages) => {
    const { role, content } = messages[index] ?? user("");
    if (content === "(nothing)") return;
    pen.text(`<${role}>`);
    pen.field(index, "content", String(content).trim(), String(content).length - String(content).trimStart().length);
    pen.text("<e>");
  }, "<assistant>");

  it("is refused: its call's name, or all of it", () => {
    const call = assistant("", { tool_calls: [{ function: { name: "f", arguments: {} } }] });
    const row = deriveFake(onlyContent, [user("q1"), call, user("q2"), assistant("a2")]);
    expect(verdicts(row)).toEqual(["refused:dropped", "exact"]);
    expect(row.turns[0]).toMatchObject({ lost: ["1.tool_calls"], rendered: null });
    expect(trained(row.plan("as-rendered"))).toEqual([["a2<e>"]]);
    expect(() => row.plan()).toThrow(expect.objectContaining({ code: "dropped", at: { message: 1 } }));
    expect(verdicts(deriveFake(onlyContent, [user("q1"), assistant("(nothing)")]))).toEqual(["refused:dropped"]);
  });

  it("in part is a loss by field, unless it is white space", () => {
    const row = deriveFake(onlyContent, [user("q1"), assistant(" a1 \n", { reasoning_content: "r1" })]);
    expect(row.turns.map(({ verdict, lost }) => [verdict, lost])).toEqual([["exact", ["1.reasoning_content"]]]);
  });
});

describe("words of a turn that the full rendering has behind another message", () => {
  /** Prints what a message says beside its call behind the call's result, as Gemma 4 edge does. */
  const late: FakeTemplate = eachMessage((pen, index, messages) => {
    const { role, content, tool_calls: calls } = messages[index] ?? user("");
    if (role === "tool") return;
    pen.text(role === "assistant" && messages[index - 1]?.role === "tool" ? "" : `<${role}>`);
    if (calls !== undefined) pen.field(index, "tool_calls[0].function.name", "f");
    const result = calls === undefined ? undefined : messages[index + 1];
    if (result !== undefined) {
      pen.text("<e><result>");
      pen.field(index + 1, "content", String(result.content));
      pen.text("</result>");
    }
    pen.field(index, "content", String(content));
    pen.text("<e>");
  }, "<assistant>");
  const call = { function: { name: "f", arguments: {} } };
  const messages = [user("q1"), assistant("w1", { tool_calls: [call] }), { role: "tool", content: "r1" }];

  it("are trained with the rest of it as they are rendered, and without the result", () => {
    const row = deriveFake(late, messages);
    expect(verdicts(row)).toEqual(["split:body"]);
    expect(trained(row.plan("as-rendered"))).toEqual([["f<e>", "w1<e>"]]);
    expect(row.plan("as-rendered").flatMap(parts)).toEqual([
      "header 0: <user>",
      "body 0: q1",
      "end 0: <e>",
      "header 1: <assistant>",
      "body 1: f",
      "end 1: <e>",
      "separator 1: <result>",
      "body 2: r1",
      "header 1: </result>",
      "body 1: w1",
      "end 1: <e>",
    ]);
  });

  it("stand with it in the example that ends with it", () => {
    expect(trained(deriveFake(late, messages).plan())).toEqual([["fw1<e>"]]);
  });
});

describe("answers in a row", () => {
  it("are one turn where the template prints no tag between them, and goes on from none of them", () => {
    const joined = eachMessage((pen, index, messages) => {
      const { role, content } = messages[index] ?? user("");
      const previous = messages[index - 1]?.role;
      pen.text(previous === role ? "\n\n" : `<${role}>`);
      pen.field(index, "content", String(content));
      if (messages[index + 1]?.role !== role) pen.text("<e>");
    }, "<assistant>");
    const row = deriveFake(joined, [user("q1"), assistant("a1"), assistant("a2"), user("q2")]);
    expect(verdicts(row)).toEqual(["exact:merged"]);
    expect(trained(row.plan())).toEqual([["a1\n\na2<e>"]]);
    expect(row.plan()[0]?.rendering.turns.map(({ messages }) => messages)).toEqual([[0], [1, 2], [3]]);
  });

  it("are two where a stop token is between them", () => {
    expect(verdicts(deriveFake(plainTemplate, [user("q1"), assistant("a1"), assistant("a2")]))).toEqual([
      "exact",
      "exact",
    ]);
  });
});

describe("a system message", () => {
  const system = { role: "system", content: "be kind" };

  it("that is printed with the last question is part of that turn, and before no turn", () => {
    const moved = eachMessage((pen, index, messages) => {
      const { role, content } = messages[index] ?? user("");
      if (role === "system") return;
      pen.text(`<${role}>`);
      if (index === messages.findLastIndex((each) => each.role === "user")) {
        pen.field(0, "content", "be kind");
        pen.text("\n");
      }
      pen.field(index, "content", String(content));
      pen.text("<e>");
    }, "<assistant>");
    const row = deriveFake(moved, [system, ...twoTurns]);
    expect(verdicts(row)).toEqual(["split:prefix", "exact"]);
    expect(trained(row.plan())).toEqual([["a1<e>"], ["a2<e>"]]);
    expect(
      row
        .plan()
        .at(-1)
        ?.rendering.turns.map(({ messages }) => messages),
    ).toEqual([[1], [2], [0, 3], [4]]);
  });
});

/** Takes no empty conversation, and writes into every answer. */
const thinking: FakeTemplate = (pen, messages, addGenerationPrompt) => {
  if (messages.length === 0) throw new TemplateError("no messages");
  for (const [index, { role, content }] of messages.entries()) {
    pen.text(`<${role}>\n${role === "assistant" ? "<think></think>" : ""}`);
    pen.field(index, "content", String(content));
    pen.text("<e>\n");
  }
  if (addGenerationPrompt) pen.text("<assistant>\n");
};

/** Takes no empty conversation, and no generation prompt behind an answer. */
const strict: FakeTemplate = (pen, messages, addGenerationPrompt) => {
  if (addGenerationPrompt && messages.at(-1)?.role !== "user") throw new TemplateError("no question");
  if (messages.length === 0) throw new TemplateError("no messages");
  plainTemplate(pen, messages, addGenerationPrompt);
};

describe("a template that refuses a beginning", () => {
  it("has no prompt to compare with", () => {
    const row = deriveFake(alternating, twoTurns);
    expect(verdicts(row)).toEqual(["refused:prefix-does-not-render", "exact"]);
    const bodyStart = "<s><user>q1<e>\n<assistant>".length;
    expect(row.turns[0]).toMatchObject({ rendered: [bodyStart, bodyStart + "a1<e>".length], inFull: { bodyStart } });
    expect(() => row.plan()).toThrow(expect.objectContaining({ code: "prefix-does-not-render" }));
  });

  it("is trained as it is rendered, behind the header of other prompts and before what the template writes itself", () => {
    const row = deriveFake(thinking, [assistant("a1"), user("q1"), assistant("a2")]);
    expect(verdicts(row)).toEqual(["refused:prefix-does-not-render", "exact"]);
    expect(trained(row.plan("as-rendered"))).toEqual([["<think></think>a1<e>", "<think></think>a2<e>"]]);
  });

  it("is not found where the template takes no generation prompt behind the conversation", () => {
    const row = deriveFake(strict, [assistant("a1"), user("q1"), assistant("a2")]);
    expect(row.turns[0]?.rendered).toBeNull();
    expect(trained(row.plan("as-rendered"))).toEqual([["a2<e>"]]);
  });
});

describe("the proof", () => {
  const many = Array.from({ length: 40 }, (_, index) => (index % 2 === 0 ? user(`q${index}`) : assistant(`a${index}`)));

  it("takes no further rendering where the one rendering tells how it begins", () => {
    const row = deriveFake(plainTemplate, many, { traced: true });
    expect(row.plan()[0]?.trained.map(({ proof }) => proof)).toEqual(Array.from({ length: 20 }, () => "one-render"));
    expect(row.renderings()).toBe(0);
  });

  it("is the same from renderings, within a budget", () => {
    const row = deriveFake(plainTemplate, many);
    expect(trained(row.plan())).toEqual(trained(deriveFake(plainTemplate, many, { traced: true }).plan()));
    expect(row.plan()[0]?.trained[0]?.proof).toBe("prompt-render");
    expect(row.renderings()).toBe(39);
    expect(() => deriveFake(plainTemplate, many, { budget: { times: 5 } })).toThrow(
      expect.objectContaining({ code: "unproven", message: expect.stringContaining("--proof-budget") }),
    );
  });
});
