import { describe, expect, it } from "vitest";
import { compileTemplate } from "../compile/compile-template.ts";
import { LimitError } from "../errors.ts";
import type { Limits } from "../limits.ts";

const CONTEXT = {
  text: "  Hello big world  ",
  lines: "one\ntwo\n\nthree",
  html: "a < b",
  words: ["b", "A"],
  users: [{ name: "Zoe" }, { name: "Al" }],
  tools: [{ name: "f", strict: true }],
  number: 7,
};

/** Template text as it is, data as `{path@start:text}`. */
function traced(template: string): string {
  return compileTemplate(template)
    .render(CONTEXT)
    .segments.map(({ text, origin, path, sourceStart }) =>
      origin === "template" ? text : `{${path.join(".")}@${sourceStart}:${text}}`,
    )
    .join("");
}

describe("filters keep where text comes from", () => {
  it.each([
    ["<{{ text|trim }}>", "<{text@2:Hello big world}>"],
    ["{{ text|trim('lo wrd') }}", "{text@2:Hello big}"],
    ["{{ text|upper }}", "{text@-1:  HELLO BIG WORLD  }"],
    ["{{ text|trim|title }}", "{text@-1:Hello Big World}"],
    ["{{ text|trim|replace('big', 'small') }}", "{text@2:Hello }small{text@11: world}"],
    ["{{ text|trim|first }}{{ text|trim|last }}", "{text@2:H}{text@16:d}"],
    ["{{ text|trim|truncate(9, false, '…', 0) }}", "{text@2:Hello}…"],
    ["{{ text|trim|center(19) }}", "  {text@2:Hello big world}  "],
    ["{{ lines|indent(2) }}", "{lines@0:one\n}  {lines@4:two\n\n}  {lines@9:three}"],
    ["{{ text|wordwrap(8, wrapstring='|') }}", "{text@0:  Hello}|{text@8:big}|{text@12:world}"],
    ["{{ words|join(', ') }}", "{words.0@0:b}, {words.1@0:A}"],
    ["{{ words|sort|join }}", "{words.1@0:A}{words.0@0:b}"],
    ["{{ users|map(attribute='name')|join('/') }}", "{users.0.name@0:Zoe}/{users.1.name@0:Al}"],
    ["{{ (users|sort(attribute='name')|first).name }}", "{users.1.name@0:Al}"],
    ["{% for g in users|groupby('name') %}{{ g.grouper }},{% endfor %}", "{users.1.name@0:Al},{users.0.name@0:Zoe},"],
    ["{% for b in words|batch(1) %}{{ b[0] }};{% endfor %}", "{words.0@0:b};{words.1@0:A};"],
    ["{{ words|reverse|join }}{{ words|unique|list|last }}", "{words.1@0:A}{words.0@0:b}{words.1@0:A}"],
    ["{{ '%s!'|format(words[0]) }}", "{words.0@0:b}!"],
    ["{{ nope|default(words[0]) }}{{ words[0]|safe }}", "{words.0@0:b}{words.0@0:b}"],
    ["{{ words|length }}{{ text|wordcount }}", "23"],
    ["{{ text|trim|length }}{{ number is odd }}", "15True"],
  ])("%s gives %s", (template, expected) => {
    expect(traced(template)).toBe(expected);
  });

  it.each([
    ["{{ tools|tojson }}", '{tools@-1:[{"name": "f", "strict": true}]}'],
    ["{{ tools[0]|tojson(indent=1) }}", '{tools.0@-1:{\n "name": "f",\n "strict": true\n}}'],
    ["{{ text|tojson }}", '{text@-1:"  Hello big world  "}'],
    ["{{ {'a': 1, 'b': words[1]}|tojson }}", '{words.1@-1:{"a": 1, "b": "A"}}'],
    ["{{ {'a': 1}|tojson }}", '{"a": 1}'],
    ["{{ [users[0].name, 1]|pprint }}", "{users.0.name@-1:['Zoe', 1]}"],
    ["{{ html|urlencode }}|{{ 'x'|urlencode }}", "{html@-1:a%20%3C%20b}|x"],
    ["{{ strftime_now(words[0]) }}", "{words.0@-1:b}"],
  ])("%s is one piece of data without an offset, or none: %s", (template, expected) => {
    expect(traced(template)).toBe(expected);
  });
});

describe("filters stay within the limits", () => {
  const long = "x y-z.(".repeat(40_000);
  const render = (template: string, limits: Partial<Limits>, text: unknown = long): string =>
    compileTemplate(template, { limits }).render({ text, long }).text;

  it.each([
    "{{ 'x'|center(10**9) }}",
    "{{ text|replace('', text) }}",
    "{{ text|indent(10**9) }}",
    "{{ [text, text, text]|join(text) }}",
    "{{ [1]|batch(10**9, 1)|list }}",
    "{{ ['a']|slice(10**9)|list|length }}",
    "{{ {'a': 1}|tojson(indent=10**9) }}",
    "{{ long|wordwrap(1, wrapstring=text) }}",
    "{{ range(100000)|map('string')|map('replace', '', text)|list }}",
    "{{ lipsum(10**9) }}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x|tojson|length }}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(60) %}{% set ns.x = [ns.x, ns.x] %}{% endfor %}{{ ns.x|pprint|length }}",
    "{% set ns = namespace(x=[1]) %}{% for i in range(900) %}{% set ns.x = [ns.x] %}{% endfor %}{{ ns.x|tojson }}",
  ])("%s", (template) => {
    expect(() => render(template, { text: 1_000_000, items: 100_000, steps: 5_000_000 })).toThrow(LimitError);
  });

  it.each([
    "urlize",
    "striptags",
    "wordwrap(5)",
    "title",
    "wordcount",
    "int",
    "float",
    "pprint",
    "tojson",
    "escape",
    "trim('x')",
  ])("|%s of text made to be slow takes steps in proportion", (filter) => {
    const texts = [
      long,
      "(".repeat(200_000) + ")".repeat(200_000),
      "<".repeat(300_000),
      "<!--".repeat(80_000),
      ".".repeat(200_000) + "a.",
      "a@".repeat(150_000),
      "www." + "a-".repeat(150_000),
      "a" + "-".repeat(300_000),
      "1".repeat(300_000) + "x",
      " ".repeat(300_000) + "x",
      "&a".repeat(150_000),
      "\u00a0".repeat(300_000) + "x",
    ];
    for (const text of texts) expect(typeof render(`{{ text|${filter} }}`, { steps: 20_000_000 }, text)).toBe("string");
  });
});
