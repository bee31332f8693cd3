import { describe, expect, it } from "vitest";
import { LimitError, RaisedError, TemplateRuntimeError, TemplateSyntaxError } from "../errors.ts";
import type { RenderOptions } from "../template.ts";
import { compileTemplate } from "./compile-template.ts";

const MESSAGES = [
  { role: "user", content: " Hi " },
  { role: "assistant", content: "Yes" },
];

/** `text <- path:start @message`, with `-` for the template. */
function trace(source: string, context: Record<string, unknown>, options?: RenderOptions): string[] {
  const { text, segments } = compileTemplate(source).render(context, options);
  expect(segments.map((segment) => segment.text).join("")).toBe(text);
  let at = 0;
  return segments.map(({ text: piece, start, origin, path, sourceStart, message }) => {
    expect(start).toBe(at);
    at += piece.length;
    const from = origin === "template" ? "-" : `${path.join(".")}:${sourceStart}`;
    return `${piece} <- ${from} @${message}`;
  });
}

function generated(source: string, context: Record<string, unknown> = { messages: MESSAGES }): string[] {
  const { text, generated: spans } = compileTemplate(source).render(context);
  return spans.map(([start, end]) => `${start}:${text.slice(start, end)}`);
}

function reaches(body: string, before = ""): (readonly number[])[] {
  const source = `${before}{% for m in messages %}${body}{% endfor %}`;
  const messages = [...MESSAGES, { role: "user", content: "?" }];
  const result = compileTemplate(source).render({ messages });
  return result.messages.map(({ message, start, end, reachBefore, reachAfter }) => [
    message,
    start,
    end,
    reachBefore,
    reachAfter,
  ]);
}

function fail(source: string, context: Record<string, unknown> = {}, name?: string): unknown {
  try {
    compileTemplate(source, { ...(name === undefined ? {} : { name }), limits: { steps: 20_000 } }).render(context);
  } catch (error) {
    return error;
  }
  return null;
}

describe("segments", () => {
  it("say which string of the context text was copied from, and what was trimmed of it", () => {
    const source = "<s>{% for m in messages %}<{{ m.role }}>{{ m.content | trim }}</s>{% endfor %}end";
    expect(trace(source, { messages: MESSAGES })).toEqual([
      "<s> <- - @-1",
      "<user> <- - @0",
      "Hi <- messages.0.content:1 @0",
      "</s> <- - @0",
      "<assistant> <- - @1",
      "Yes <- messages.1.content:0 @1",
      "</s> <- - @1",
      "end <- - @-1",
    ]);
  });

  it("join what continues in the same string", () => {
    expect(trace("{{ x[:2] }}{{ x[2:] }}{{ x[:1] }}", { x: "abcd" })).toEqual(["abcd <- x:0 @-1", "a <- x:0 @-1"]);
  });

  it("name an unknown role as data, and roles that are given or compared as the template's", () => {
    const context = { messages: [{ role: "critic" }, { role: "judge" }, { role: "clerk" }, { role: "tool" }] };
    const source = "{% for m in messages %}{{ m.role }}{% endfor %}{% if x == 'judge' %}{% endif %}";
    expect(trace(source, context, { roles: ["clerk"] })).toEqual([
      "critic <- messages.0.role:0 @0",
      "judge <- - @1",
      "clerk <- - @2",
      "tool <- - @3",
    ]);
  });

  it("take special tokens for the template's text, or the variables that are named instead", () => {
    const context = { bos_token: "<s>", additional_special_tokens: ["<t>"], x: "x" };
    const source = "{{ bos_token }}{{ additional_special_tokens[0] }}{{ x }}";
    expect(trace(source, context)).toEqual(["<s><t> <- - @-1", "x <- x:0 @-1"]);
    expect(trace(source, context, { templateVariables: ["x"] })).toEqual([
      "<s> <- bos_token:0 @-1",
      "<t> <- additional_special_tokens.0:0 @-1",
      "x <- - @-1",
    ]);
  });

  it("count numbers and keys of the context as data that stands in no string", () => {
    expect(trace("{{ x }}{% for k in y %}{{ k }}{{ y[k] }}{% endfor %}", { x: 12, y: { k: true } })).toEqual([
      "12 <- x:-1 @-1",
      "k <- y.k:-1 @-1",
      "True <- - @-1",
    ]);
  });

  it("go through macros, set blocks, call blocks and filter blocks", () => {
    const source =
      "{% macro m(a) %}<{{ a }}>{{ caller() }}{% endmacro %}{% set s %}{{ x }}!{% endset %}{% call m(s) %}{{ y }}{% endcall %}" +
      "{% filter trim %} z{{ x }} {% endfilter %}";
    expect(trace(source, { x: "ab", y: "cd" })).toEqual([
      "< <- - @-1",
      "ab <- x:0 @-1",
      "!> <- - @-1",
      "cd <- y:0 @-1",
      "z <- - @-1",
      "ab <- x:0 @-1",
    ]);
  });

  it("keep the message of text that a macro made, and of nothing else", () => {
    const source =
      "{% macro all(list) %}[{% for m in list %}{{ m.content }},{% for n in list %}.{% endfor %}{% endfor %}]{% endmacro %}{{ all(messages) }}";
    expect(trace(source, { messages: MESSAGES })).toEqual([
      "[ <- - @-1",
      " Hi  <- messages.0.content:0 @0",
      ",.. <- - @0",
      "Yes <- messages.1.content:0 @1",
      ",.. <- - @1",
      "] <- - @-1",
    ]);
  });

  it("give messages of filtered, reversed and cut lists their own index", () => {
    const source =
      "{% for m in messages|selectattr('role', 'eq', 'assistant') %}a{% endfor %}{% for m in messages[::-1] %}b{% endfor %}{% for m in messages[1:] %}c{% endfor %}";
    expect(trace(source, { messages: MESSAGES })).toEqual(["ab <- - @1", "b <- - @0", "c <- - @1"]);
  });
});

describe("generated", () => {
  it("says where the blocks stand, empty ones too", () => {
    expect(
      generated("🦙{% for m in messages %}.{% generation %}{{ m.content }}{% endgeneration %}{% endfor %}"),
    ).toEqual(["3: Hi ", "8:Yes"]);
    expect(generated("a{% generation %}{% endgeneration %}b")).toEqual(["1:"]);
    expect(generated("{% generation %}a{% generation %}b{% endgeneration %}c{% endgeneration %}")).toEqual([
      "1:b",
      "0:abc",
    ]);
  });

  it("finds captured ones where their text is printed", () => {
    const macro = "{% macro turn(x) %}<{% generation %}{{ x }}!{% endgeneration %}>{% endmacro %}";
    expect(generated(`${macro}PRE{{ 'a' ~ turn('B') ~ turn('C') }}{{ turn('D') }}`)).toEqual(["5:B!", "9:C!", "13:D!"]);
    expect(generated("{% set s %}<{% generation %} a {% endgeneration %}>{% endset %}..{{ s }}")).toEqual(["3: a "]);
    expect(generated("{% set s %} {% generation %} a {% endgeneration %}{% endset %}..{{ s|trim }}")).toEqual(["2:a"]);
    expect(generated("{% filter upper %}x{% generation %}a{% endgeneration %}{% endfilter %}")).toEqual(["1:A"]);
  });

  it("has none for text that is not printed, and two for text that is printed twice", () => {
    const captured = "{% set s %}{% generation %}a{% endgeneration %}{% endset %}";
    expect(generated(captured)).toEqual([]);
    expect(generated(`${captured}{{ s }}-{{ s }}`)).toEqual(["0:a", "2:a"]);
  });

  it("nests in captured text, the inner one first", () => {
    const source =
      "{% set s %}{% generation %}a{% generation %}b{% endgeneration %}c{% endgeneration %}{% endset %}-{{ s }}";
    expect(generated(source)).toEqual(["2:b", "1:abc"]);
  });
});

describe("messages", () => {
  it("tell what was printed and what it depends on", () => {
    expect(reaches("ab")).toEqual([
      [0, 0, 2, -1, 0],
      [1, 2, 4, 0, 1],
      [2, 4, 6, 1, 2],
    ]);
  });

  it.each([
    ["{{ loop.index0 }}{{ loop.first }}{{ loop.previtem }}", [0, 1, 2]],
    ["{% if loop.nextitem %}{% endif %}", [1, 2, Infinity]],
    ["{% if loop.last %}{% endif %}", [1, 2, Infinity]],
    ["{{ loop.length }}", [Infinity, Infinity, Infinity]],
    ["{{ loop.revindex }}", [Infinity, Infinity, Infinity]],
    ["{{ messages|length }}", [Infinity, Infinity, Infinity]],
    ["{{ messages[-1].role }}", [Infinity, Infinity, Infinity]],
    ["{{ messages[loop.index0].role }}", [0, 1, 2]],
    ["{{ (messages[loop.index] or m).role }}", [1, 2, Infinity]],
    ["{% set rest = messages[loop.index:] %}", [0, 1, 2]],
    ["{% set rest = messages[loop.index:] %}{{ (rest[0] or m).role }}", [1, 2, Infinity]],
    ["{% for n in messages[loop.index:] %}{% break %}{% endfor %}", [1, 2, Infinity]],
    ["{% set rest = messages[:loop.index] %}", [Infinity, Infinity, Infinity]],
    ["{% if messages %}{% endif %}{{ messages is defined }}{{ messages is string }}", [0, 1, 2]],
    ["{{ m in messages }}", [Infinity, Infinity, Infinity]],
    ["{{ messages == [] }}", [Infinity, Infinity, Infinity]],
    ["{{ messages|tojson }}", [Infinity, Infinity, Infinity]],
    ["{{ messages|list }}", [Infinity, Infinity, Infinity]],
    ["{{ messages|map(attribute='role')|first }}", [0, 1, 2]],
    ["{{ (messages|first).role }}", [0, 1, 2]],
  ])("notice how far %s looks", (body, expected) => {
    expect(reaches(body).map(([, , , , after]) => after)).toEqual(expected);
  });

  it("know what was looked at before the loop", () => {
    expect(reaches("", "{% if messages[1].role == 'x' %}{% endif %}").map(([, , , before]) => before)).toEqual([
      1, 1, 1,
    ]);
  });

  it("tell the run that prints, if a template goes through its messages twice", () => {
    expect(reaches("ab", "-{% for m in messages %}{% set x = m.role %}{% endfor %}")).toEqual([
      [0, 1, 3, Infinity, Infinity],
      [1, 3, 5, Infinity, Infinity],
      [2, 5, 7, Infinity, Infinity],
    ]);
  });

  it("find where captured text was printed", () => {
    const source = "{% macro all() %}{% for m in messages %}{{ m.role }}.{% endfor %}{% endmacro %}>>{{ all() }}";
    const { text, messages } = compileTemplate(source).render({ messages: MESSAGES });
    expect(messages.map(({ start, end }) => text.slice(start, end))).toEqual(["user.", "assistant."]);
  });
});

describe("a template", () => {
  it("says what it looks at", () => {
    const template = compileTemplate(
      "{% set y = x %}{{ y }}{{ strftime_now('%Y') }}{% if role == 'critic' or role in ['judge-1', 'a b', ''] %}{% endif %}" +
        "{% macro m(a) %}{{ a }}{{ inner }}{% endmacro %}{% for n in list %}{{ n }}{{ loop.index }}{% endfor %}{% if z %}{% set z = 1 %}{% endif %}",
    );
    expect([...template.variables].toSorted()).toEqual(["inner", "list", "role", "x", "z"]);
    expect([...template.words].toSorted()).toEqual(["critic", "judge-1"]);
    expect(template.readsClock).toBe(true);
    expect(template.marksGeneration).toBe(false);
  });

  it("says whether it marks what is generated", () => {
    const template = compileTemplate(
      "{% if x %}{% for y in z %}{% generation %}{% endgeneration %}{% endfor %}{% endif %}",
    );
    expect(template.marksGeneration).toBe(true);
    expect(template.readsClock).toBe(false);
  });

  it("reads the clock that it is given", () => {
    const now = new Date(2024, 6, 26, 13, 45, 7);
    expect(compileTemplate("{{ strftime_now('%d %b %Y %H:%M') }}").render({}, { now }).text).toBe("26 Jul 2024 13:45");
  });

  it("keeps nothing from one rendering to the next", () => {
    const template = compileTemplate(
      "{% set ns = namespace(n=0) %}{% set ns.n = ns.n + 1 %}{{ ns.n }}{{ y }}{% set y = 1 %}",
    );
    expect(template.render({}).text).toBe("1");
    expect(template.render({}).text).toBe("1");
  });
});

describe("errors", () => {
  it("say where they happened", () => {
    const error = fail("🦙\n{% if x %}🦙{{ x.y.z }}{% endif %}", { x: 1 }, "chat");
    expect(error).toBeInstanceOf(TemplateRuntimeError);
    expect(error).toMatchObject({
      kind: "UndefinedError",
      reason: "'int object' has no attribute 'y'",
      position: { template: "chat", line: 2, column: 19, source: "{% if x %}🦙{{ x.y.z }}{% endif %}" },
      message: [
        "chat:2:19: 'int object' has no attribute 'y'",
        "  {% if x %}🦙{{ x.y.z }}{% endif %}",
        `  ${" ".repeat(18)}^`,
      ].join("\n"),
    });
  });

  it("show a part of a long line", () => {
    const error = fail(`${"a".repeat(500)}{{ x.y }}${"b".repeat(500)}`);
    const [first = "", line = "", caret = ""] = error instanceof Error ? error.message.split("\n") : [];
    expect(first).toBe("template:1:506: 'x' is undefined");
    expect(line.length).toBeLessThan(130);
    expect(line[caret.indexOf("^")]).toBe("y");
  });

  it("are positioned in macros and at compilation", () => {
    expect(fail("{% macro m(a) %}\n{{ a.b.c }}{% endmacro %}{{ m(1) }}")).toMatchObject({ position: { line: 2 } });
    expect(fail("a\n{{ 1|nope }}")).toMatchObject({ kind: "TemplateAssertionError", position: { line: 2, column: 6 } });
    expect(fail("a\n{% if %}")).toBeInstanceOf(TemplateSyntaxError);
  });

  it("are the template's own, if it raises", () => {
    const error = fail("{{ raise_exception('No ' ~ x) }}", { x: "way" });
    expect(error).toBeInstanceOf(RaisedError);
    expect(error).toMatchObject({ reason: "No way", position: { line: 1 } });
  });

  it.each([
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    "{% for a in range(1000) %}{% for b in range(1000) %}{% endfor %}{% endfor %}",
    "{% for a in range(100000) %}x{% endfor %}",
    "{% for n in tree recursive %}{{ loop(tree) }}{% endfor %}",
    "{% block b %}{{ self.b() }}{% endblock %}",
    `{{ ${"(".repeat(5000)}1${")".repeat(5000)} }}`,
    "{{ x }}",
  ])("make a limit of %s", (source) => {
    const x: unknown[] = [];
    x.push(x);
    expect(fail(source, { tree: [1], x })).toBeInstanceOf(LimitError);
  });

  it("make a limit of the stack of JavaScript, too", () => {
    const template = compileTemplate("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", { limits: { depth: 1e9 } });
    expect(() => template.render({})).toThrow(LimitError);
  });

  it("leave text within its limit", () => {
    const template = compileTemplate("{% for a in range(9) %}1234567890{{ x }}{% endfor %}", { limits: { text: 95 } });
    expect(template.render({}).text).toHaveLength(90);
    expect(() => template.render({ x: "a" })).toThrow(LimitError);
  });
});
