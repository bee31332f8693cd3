import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { JinjaError } from "../errors.ts";
import { DEFAULT_LIMITS } from "../limits.ts";
import { type Dump, dumpTemplate } from "./dump-tree.fixture.ts";
import { parseTemplate } from "./parse-template.ts";

/** What Jinja made of a source: `refused` if its parser lets it through and its compiler, or Python's, does not. */
interface Case {
  readonly source: string;
  readonly tree?: Dump;
  readonly error?: string;
  readonly line?: number;
  readonly refused?: string;
}
interface Oracle {
  readonly jinja2: string;
  readonly python: string;
  readonly cases: readonly Case[];
}
interface Templates {
  readonly jinja2: string;
  readonly trees: Readonly<Record<string, string>>;
}

function read(name: string): string {
  return readFileSync(new URL(name, import.meta.url), "utf8");
}

// Not imports: Vite's JSON holds no lone surrogates.
const oracle = JSON.parse(read("parse-template.oracle.json")) as Oracle;
const templates = JSON.parse(read("templates.oracle.json")) as Templates;

function refusal(source: string, limits: Partial<typeof DEFAULT_LIMITS> = {}): JinjaError {
  try {
    parseTemplate(source, { ...DEFAULT_LIMITS, ...limits }, "chat.jinja");
  } catch (error) {
    if (error instanceof JinjaError) return error;
    throw error;
  }
  throw new Error(`${JSON.stringify(source)} is not refused`);
}

describe(`sources as Jinja2 ${oracle.jinja2} reads them`, () => {
  const trees = oracle.cases.filter(({ tree }) => tree);
  it.each(trees)("gives the same tree: $source", ({ source, tree }) => {
    expect(dumpTemplate(parseTemplate(source, DEFAULT_LIMITS))).toEqual(tree);
  });

  const errors = oracle.cases.filter(({ error }) => error !== undefined);
  it.each(errors)("refuses in the same words, in the same line: $source", ({ source, error, line }) => {
    const { name, reason, position } = refusal(source);
    // Jinja's line of a raw block is where its content begins, ours where its tag does.
    const isRaw = error === "Missing end of raw directive";
    expect([name, reason, isRaw ? line : position?.line]).toEqual(["TemplateSyntaxError", error, line]);
  });

  const refused = oracle.cases.filter((one) => one.refused !== undefined);
  it.each(refused)(`refuses what Python ${oracle.python} does not compile: $source`, ({ source }) => {
    expect(refusal(source).name).toBe("TemplateSyntaxError");
  });

  it("are a good number of each", () => {
    expect([trees.length, errors.length, refused.length].map((count) => count > 30)).toEqual([true, true, true]);
  });
});

const folder = new URL("../../../../../shared/conformance/templates/", import.meta.url);

describe.skipIf(!existsSync(folder))(`published chat templates as Jinja2 ${templates.jinja2} reads them`, () => {
  it.each(existsSync(folder) ? readdirSync(folder) : [])("%s", (name) => {
    const source = readFileSync(new URL(name, folder), "utf8");
    const tree = JSON.stringify(dumpTemplate(parseTemplate(source, DEFAULT_LIMITS)));
    expect(sha256(tree)).toBe(templates.trees[sha256(source)]);
  });
});

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

describe("where a fault is", () => {
  it("is a line and a column of code points, and the template's name", () => {
    expect(refusal("a\r\n  🦙 {{ b ! }}\nc")).toMatchObject({
      // Python: "a\n  🦙 {{ b ! }}\nc".index("!")
      reason: "unexpected char '!' at 11",
      position: { template: "chat.jinja", line: 2, column: 10, source: "  🦙 {{ b ! }}" },
    });
  });

  it.each([
    ["{{ ", "'a\\x4' }}"],
    ["{% if a %}\n{% ", "foo %}"],
    ["{% set a = (1, ", "%}"],
    ["a", "{# b"],
    ["a", "{% raw %} b"],
    ["{{ ", "f(a=1, a=2) }}"],
    ["{% for a in b %}{% endfor %}{% ", "break %}"],
    ["{% block a %}{% endblock %}\n\n {% ", "block a %}{% endblock %}"],
  ])("is behind %j in front of %j", (before, behind) => {
    const { position } = refusal(before + behind);
    const lines = before.split("\n");
    expect([position?.line, position?.column]).toEqual([lines.length, (lines.at(-1) ?? "").length + 1]);
  });
});

describe("limits", () => {
  const nested = [
    (levels: number) => `{{ ${"(".repeat(levels)}a${")".repeat(levels)} }}`,
    (levels: number) => `{{ ${"[".repeat(levels)}a${"]".repeat(levels)} }}`,
    (levels: number) => `{{ ${"{1: ".repeat(levels)}a${"}".repeat(levels)} }}`,
    (levels: number) => `{{ ${"a(".repeat(levels)}a${")".repeat(levels)} }}`,
    (levels: number) => `{{ ${"a[".repeat(levels)}a${"]".repeat(levels)} }}`,
    (levels: number) => `{{ ${"a|b(".repeat(levels)}a${")".repeat(levels)} }}`,
    (levels: number) => `{{ a${" is b [a".repeat(levels)}${"]".repeat(levels)} }}`,
    (levels: number) => `{{ ${"not ".repeat(levels)}a }}`,
    (levels: number) => `{{ ${"-".repeat(levels)}a }}`.replace("{{ -", "{{ 0 -"),
    (levels: number) => `{{ ${"a if a else ".repeat(levels)}a }}`,
    (levels: number) => `{{ a${" if a".repeat(levels)} }}`,
    (levels: number) => `{{ a${" + a".repeat(levels)} }}`,
    (levels: number) => `{{ a${" and a".repeat(levels)} }}`,
    (levels: number) => `{{ a${".a".repeat(levels)} }}`,
    (levels: number) => `{{ a${"|b".repeat(levels)} }}`,
    (levels: number) => `{{ a${"()".repeat(levels)} }}`,
    (levels: number) => `${"{% if a %}".repeat(levels)}${"{% endif %}".repeat(levels)}`,
    (levels: number) => `{% if a %}${"{% elif a %}".repeat(levels)}{% endif %}`,
    (levels: number) => `{% set ${"(".repeat(levels)}a,${")".repeat(levels)} = a %}`,
  ];

  it.each(nested.map((make) => [make(2), make] as const))("end nesting: %s", (_, make) => {
    for (const levels of [250, 40_000]) {
      expect(refusal(make(levels))).toMatchObject({
        name: "LimitError",
        reason: "the template nests deeper than 200 levels",
        position: { line: 1 },
      });
    }
    expect(() => parseTemplate(make(90), DEFAULT_LIMITS)).not.toThrow();
    expect(refusal(make(90), { nesting: 80 }).name).toBe("LimitError");
  });

  it("do not count what stands side by side", () => {
    for (const source of ["{{ a }}", "{% if a %}{% endif %}", "{#a#}", "{{ a ~ a }}"]) {
      expect(() => parseTemplate(source.repeat(10_000), DEFAULT_LIMITS)).not.toThrow();
    }
    expect(() => parseTemplate(`{{ a${" ~ a".repeat(10_000)} }}`, DEFAULT_LIMITS)).not.toThrow();
    expect(() => parseTemplate(`{{ a${" < a".repeat(10_000)} }}`, DEFAULT_LIMITS)).not.toThrow();
    expect(() => parseTemplate(`{{ [${"(a, ), ".repeat(10_000)}] }}`, DEFAULT_LIMITS)).not.toThrow();
  });

  it("end the source", () => {
    expect(() => parseTemplate("a".repeat(10), { ...DEFAULT_LIMITS, source: 10 })).not.toThrow();
    expect(refusal("a".repeat(11), { source: 10 })).toMatchObject({
      name: "LimitError",
      position: { line: 1, column: 11 },
    });
  });

  it("end an integer, as in Python", () => {
    expect(() => parseTemplate(`{{ ${"1".repeat(4300)} }}`, DEFAULT_LIMITS)).not.toThrow();
    expect(refusal(`{{ ${"1".repeat(4301)} }}`).reason).toMatch(/^Exceeds the limit \(4300 digits\)/u);
  });
});

describe("what Jinja has and we have not", () => {
  it(String.raw`is \N{NAME} in strings`, () => {
    expect(refusal(String.raw`{{ '\N{BULLET}' }}`)).toMatchObject({
      name: "TemplateSyntaxError",
      reason: expect.stringContaining(String.raw`\N{BULLET}: characters by name are not supported`),
    });
  });
});
