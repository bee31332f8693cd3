import { describe, expect, it } from "vitest";
import { JinjaError } from "../errors.ts";
import { compileTemplate } from "../compile/compile-template.ts";

function render(template: string, x: unknown): string {
  return compileTemplate(template).render({ x }).text;
}

/** A number as an exact JSON reader keeps it. */
class Exact {
  readonly lexeme: string;
  constructor(lexeme: string) {
    this.lexeme = lexeme;
  }
}

describe("values of the context", () => {
  it.each([
    [null, "None"],
    [true, "True"],
    [0, "0"],
    [-0, "0"],
    [2, "2"],
    [2.5, "2.5"],
    [1e-7, "1e-07"],
    [NaN, "nan"],
    [-Infinity, "-inf"],
    [12345678901234567890n, "12345678901234567890"],
    [new Exact("2.0"), "2.0"],
    [new Exact("1e5"), "100000.0"],
    [new Exact("9007199254740993"), "9007199254740993"],
    [new Exact("-0"), "0"],
    ["it's", "it's"],
    [["it's", 1, [null]], `["it's", 1, [None]]`],
    [{ b: 1, a: { c: [] } }, "{'b': 1, 'a': {'c': []}}"],
    [
      new Map<string, unknown>([
        ["2", 1],
        ["1", new Map()],
      ]),
      "{'2': 1, '1': {}}",
    ],
    [Object.assign(Object.create(null), { a: 1 }), "{'a': 1}"],
    [{ lexeme: "2.0" }, "{'lexeme': '2.0'}"],
    [{ a: undefined, b: 1 }, "{'b': 1}"],
    [undefined, ""],
  ])("%o is %s", (value, expected) => {
    expect(render("{{ x }}", value)).toBe(expected);
  });

  it("are nothing but data, whatever their keys", () => {
    const hostile: unknown = JSON.parse('{"__proto__": {"a": 1}, "constructor": 2, "toString": 3, "length": 4}');
    expect(
      render("{{ x['__proto__']['a'] }}{{ x.constructor }}{{ x.toString }}{{ x.length }}{{ x|length }}", hostile),
    ).toBe("12344");
    expect(render("{{ x.a }}{{ x.hasOwnProperty }}{{ x.valueOf }}|", hostile)).toBe("|");
    expect(compileTemplate("{{ constructor }}{{ toString }}{{ __proto__ }}|").render({}).text).toBe("|");
  });

  it("do not read what the template does not look at", () => {
    const read: string[] = [];
    const x = new Proxy(
      [
        {
          get a(): number {
            read.push("a");
            return 1;
          },
        },
      ],
      {},
    );
    expect(render("{% if x is defined %}yes{% endif %}", x)).toBe("yes");
    expect(read).toEqual([]);
    expect(render("{{ x[0].a }}", x)).toBe("1");
    expect(read).toEqual(["a"]);
  });

  it.each([
    ["a Date", new Date(0)],
    ["a Set", new Set()],
    ["a function", (): number => 1],
    ["a symbol", Symbol("s")],
    ["a Exact", new Exact("many")],
    ["a key of type number", new Map([[1, 2]])],
  ])("cannot be %s", (what, value) => {
    const run = (): string => render("{{ x.deep[0] }}", { deep: [value] });
    expect(run).toThrow(JinjaError);
    expect(run).toThrow(`the context has ${what} at x.deep.0`);
  });

  it("are found under the names of globals, too, and in front of them", () => {
    expect(compileTemplate("{{ range }}{{ messages }}").render({ range: "mine", messages: "none" }).text).toBe(
      "minenone",
    );
    expect(compileTemplate("{{ range(2)|list }}").render({ range: undefined }).text).toBe("[0, 1]");
  });

  it("can have messages of any kind", () => {
    const template = compileTemplate("{% for m in messages %}{{ m.role }}{{ m[0] }},{% endfor %}");
    const messages = [new Map([["role", "user"]]), { role: "x" }, ["list"], "text", null];
    const { text, segments, messages: traces } = template.render({ messages });
    expect(text).toBe("user,x,list,t,,");
    expect(traces.map(({ message }) => message)).toEqual([0, 1]);
    expect(segments.filter(({ origin }) => origin === "data").map(({ path }) => path.join("."))).toEqual([
      "messages.1.role",
      "messages.2.0",
      "messages.3",
    ]);
  });
});
