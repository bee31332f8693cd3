import { existsSync, readdirSync, readFileSync } from "node:fs";
import { array, assert, boolean, constant, constantFrom, property, record } from "fast-check";
import { describe, expect, it } from "vitest";
import { JinjaError } from "../errors.ts";
import type { RenderResult, Segment, Template } from "../template.ts";
import { compileTemplate } from "./compile-template.ts";

type Context = Record<string, unknown> & { readonly messages: readonly unknown[] };

const TEMPLATES = new URL("../../../../../shared/conformance/templates/", import.meta.url);
const NOW = new Date(2024, 6, 26, 13, 45, 7);

/** Each makes endings hard to find or easy to get wrong, in its own way. */
const TEMPLATE_TEXTS = [
  "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% else %}none{% endfor %}{% if add_generation_prompt %}<prompt>{% endif %}",
  "{% if messages[0].role == 'system' %}{% set loop_messages = messages[1:] %}{% set s = messages[0].content %}{% else %}{% set loop_messages = messages %}{% endif %}" +
    "{{ s }}{% for m in loop_messages %}{% if loop.first %}[{% endif %}{{ m.content }}{% else %}none{% endfor %}{% if add_generation_prompt %}<{{ s }}>{% endif %}",
  "{% set ns = namespace(n=0, last='') %}{% for m in messages if m.role != 'tool' %}{{ loop.index }}{{ m.content }}{% set ns.n = ns.n + 1 %}{% set ns.last = m.role %}{% endfor %}" +
    "{{ ns.n }}{% set ns.n = ns.n * 2 %}{{ ns.n }}{{ ns.last }}{% if add_generation_prompt and ns.last != 'assistant' %}<prompt>{% endif %}",
  "{% set ns = namespace(found=false) %}{% for m in messages %}{% if m.role == 'tool' %}{% set ns.found = true %}{% endif %}{% endfor %}{% if ns.found %}tools{% endif %}" +
    "{% for m in messages %}{{ m.content }}{% if loop.last %}<last>{% endif %}{% endfor %}{{ add_generation_prompt }}",
  "{% for m in messages %}{% if m.role == 'system' %}{% break %}{% endif %}{{ m.role }}{% endfor %}{% for m in messages %}{{ m.content }}{% endfor %}{{ messages|length }}",
  "{% if add_generation_prompt is not defined %}{% set add_generation_prompt = false %}{% endif %}{% for m in messages %}{{ m.content }}{% endfor %}{{ add_generation_prompt }}",
  "{% set add_generation_prompt = 'set' %}{% for m in messages %}{{ m.content }}{% endfor %}{{ add_generation_prompt }}",
  "{% for m in messages %}{{ m.content }}{% if add_generation_prompt %}!{% endif %}{% endfor %}",
  "{% set g = ['a', 'b', 'c']|map('upper') %}{% set c = cycler(1, 2, 3) %}{% set j = joiner() %}{% for m in messages %}{{ c.next() }}{{ j() }}{% endfor %}{{ c.next() }}{{ j() }}{% if add_generation_prompt %}{{ g|first }}{% endif %}",
  "{% set g = messages|map(attribute='role') %}{% for m in messages %}{{ m.content }}{% if loop.first %}{{ g|first }}{% endif %}{% endfor %}{{ g|join }}",
  "{% with x = 1 %}{% if x %}{% for m in messages %}{% set x = m.role %}{{ x }}{% endfor %}{{ x }}{% endif %}{{ x }}{% endwith %}{{ x }}{% block b %}{{ y }}{% endblock %}{% set y = 1 %}{{ self.b() }}",
  "{% set ns = namespace() %}{% for m in messages %}{% set ns.loop = loop %}{{ m.role }}{% endfor %}{{ ns.loop.index }}{{ ns.loop.length }}",
  "{% macro m() %}{{ y }}{% endmacro %}{% set y = 0 %}{% for n in messages %}{{ m() }}{% endfor %}{% set y = 1 %}{{ m() }}{{ messages[1:] | length }}",
  "{% autoescape true %}{% for m in messages %}{{ m.content }}{% endfor %}{% endautoescape %}{{ add_generation_prompt }}",
  "{% for i in [1, 2] %}{% for m in messages %}{{ m.content }}{% endfor %}{% endfor %}{{ add_generation_prompt }}",
  "{% set t %}{% for m in messages %}{{ m.content }}{% endfor %}{% endset %}{{ t }}{{ add_generation_prompt }}",
  "{% for m in messages %}{{ m.content }}{% if loop.nextitem is defined and loop.nextitem.role == 'tool' %}+{% endif %}{% endfor %}{% for m in messages[::-1] %}{{ m.role }}{% endfor %}",
  "{% for m in messages %}{% generation %}{{ m.content }}{% endgeneration %}{% endfor %}{% if messages[-1].role == 'user' and add_generation_prompt %}{% generation %}x{% endgeneration %}{% endif %}",
  "{% for m in messages %}{{ m.content }}{% endfor %}{{ raise_exception('no') if messages|length == 1 }}{{ messages[0].role }}",
];

const message = record(
  {
    role: constantFrom("system", "user", "assistant", "tool"),
    content: constantFrom("Hi", " padded \n", "<think>\nx\n</think>\n\nok", "", "🦙"),
    reasoning_content: constantFrom("because"),
    tool_calls: constantFrom([{ type: "function", id: "call12345", function: { name: "f", arguments: { a: 1 } } }]),
  },
  { requiredKeys: ["role", "content"] },
);

const chat = record(
  {
    messages: array(message, { maxLength: 6 }),
    add_generation_prompt: boolean(),
    tools: constantFrom(null, [
      { type: "function", function: { name: "f", description: "d", parameters: { type: "object", properties: {} } } },
    ]),
    bos_token: constant("<s>"),
    eos_token: constant("</s>"),
  },
  { requiredKeys: ["messages", "bos_token", "eos_token"] },
);

function rendered(template: Template, context: Context, endBefore: readonly number[] = []): RenderResult | null {
  try {
    return template.render(context, { now: NOW, endBefore });
  } catch (error) {
    if (error instanceof JinjaError) return null;
    throw error;
  }
}

/** Where each unit of the text comes from. */
function unitsOf(segments: readonly Segment[]): readonly string[] {
  return segments.flatMap(({ text, path, sourceStart, message: at }) =>
    Array.from(
      { length: text.length },
      (_, unit) => `${path.join(".")}:${sourceStart < 0 ? -1 : sourceStart + unit} @${at}`,
    ),
  );
}

/** Asks for all endings of a chat, compares each with a rendering of its own, and gives the messages before which there is one. */
function proved(template: Template, context: Context): readonly number[] {
  const { messages } = context;
  const result = rendered(template, context, [...messages.keys(), messages.length]);
  if (result === null) return [];
  const alone = rendered(template, context);
  expect({ ...result, segments: result.segments, endings: 0 }).toEqual({
    ...alone,
    segments: alone?.segments,
    endings: 0,
  });
  for (const [end, { start, prompt, plain }] of result.endings) {
    for (const [isPrompt, segments] of [
      [true, prompt],
      [false, plain],
    ] as const) {
      const expected = rendered(template, {
        ...context,
        messages: messages.slice(0, end),
        add_generation_prompt: isPrompt,
      });
      const text = result.text.slice(0, start) + segments.map((segment) => segment.text).join("");
      expect({ end, isPrompt, text }).toEqual({ end, isPrompt, text: expected?.text });
      expect(unitsOf(segments)).toEqual(unitsOf(expected?.segments ?? []).slice(start));
    }
  }
  return [...result.endings.keys()];
}

describe("endings", () => {
  it.each(TEMPLATE_TEXTS)("are what the template prints for the shorter conversation: %s", (text) => {
    const template = compileTemplate(text);
    const run = (): void =>
      assert(
        property(chat, (context) => void proved(template, context)),
        { numRuns: 60 },
      );
    expect(run).not.toThrow();
  });

  const files = existsSync(TEMPLATES) ? readdirSync(TEMPLATES) : [];
  it.each(files)("of %s are, too", (file) => {
    const template = compileTemplate(readFileSync(new URL(file, TEMPLATES), "utf8"));
    const run = (): void =>
      assert(
        property(chat, (context) => void proved(template, context)),
        { numRuns: 12 },
      );
    expect(run).not.toThrow();
  });

  const messages = ["system", "user", "assistant", "tool"].map((role) => ({ role, content: role }));

  it.each([
    [0, [0, 1, 2, 3, 4]],
    [1, [1, 2, 3, 4]],
    [2, [0, 1, 2, 3, 4]],
    [3, [0, 1, 2, 3, 4]],
    [4, [0, 1, 2, 3, 4]],
    [5, [0, 1, 2, 3, 4]],
    [6, [0, 1, 2, 3, 4]],
    [7, [0]],
    [8, []],
    [10, [0, 1, 2, 3, 4]],
    [11, []],
    [13, []],
    [14, []],
    [15, []],
    [16, [0, 4]],
    [17, [1, 2, 3, 4]],
    [18, [2, 3, 4]],
  ])("are found in template %i before %j", (index, expected) => {
    const context = { messages, add_generation_prompt: false, bos_token: "" };
    expect(proved(compileTemplate(TEMPLATE_TEXTS[index] ?? ""), context)).toEqual(expected);
  });

  it("are only those that are asked for", () => {
    const template = compileTemplate(
      "{% for m in messages %}{{ m.role }}{% endfor %}{% if add_generation_prompt %}>{% endif %}",
    );
    const { endings } = template.render({ messages }, { endBefore: [2, 9, -1] });
    const segment = { text: ">", start: 10, origin: "template", path: [], sourceStart: -1, message: -1 };
    const found = [...endings].map(([before, { start, prompt, plain }]) => ({ before, start, prompt, plain }));
    expect(found).toEqual([{ before: 2, start: 10, prompt: [segment], plain: [] }]);
  });

  const TWICE =
    "{% for m in messages %}{{ m.role }}{% endfor %}{% for m in messages %}{% for i in range(50) %}{% endfor %}{% endfor %}";

  it("use up nothing of what the rendering may", () => {
    const steps = 500;
    expect(() => compileTemplate(TWICE, { limits: { steps: steps - 100 } }).render({ messages })).toThrow("steps");
    const { endings } = compileTemplate(TWICE, { limits: { steps } }).render({ messages }, { endBefore: [0, 1, 2, 3] });
    expect([...endings.keys()]).toEqual([0, 1, 2, 3]);
  });

  it("take no more steps together than a few and the rendering's own", () => {
    const many = Array.from({ length: 400 }, () => messages).flat();
    const { endings } = compileTemplate(TWICE).render({ messages: many }, { endBefore: [...many.keys()] });
    expect([...endings.keys()]).toEqual([0, 1, 2, 3]);
  });

  it("take back what they changed", () => {
    const text =
      "{% set ns = namespace(n=0) %}{% set c = cycler(1, 2) %}{% for m in messages %}{{ ns.n }}{{ c.next() }}{% endfor %}{% set ns.n = 5 %}{{ c.next() }}{% set x %}y{% endset %}{{ x }}";
    const result = compileTemplate(text).render({ messages }, { endBefore: [0, 1, 2, 3, 4] });
    expect(result.text).toBe("010201021y");
    expect(result.endings.size).toBe(5);
  });
});
