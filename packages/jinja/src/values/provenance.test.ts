import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { evaluate, renderState } from "./evaluate.fixture.ts";
import { List } from "./list.ts";
import { DataInteger } from "./numbers.ts";
import { dictOf, stringOf } from "./operations.ts";
import { Source } from "./source.ts";
import { type Piece, type Str, Text, piecesOf, plain, isText } from "./text.ts";
import type { Value } from "./value.ts";

const content = new Source(null, "content");
const other = new Source(null, "other");

/** `length source@start`, of each piece; `-` is the template's own. */
function drawn(text: Str): string {
  return piecesOf(text).map(drawnPiece).join(", ");
}

function drawnPiece({ length, source, start }: Piece): string {
  return source === null ? `${length} -` : `${length} ${source.path.join(".")}@${start}`;
}

function textsIn(value: Value): readonly Str[] {
  if (isText(value)) return [value];
  if (value instanceof List) return value.items.flatMap(textsIn);
  return [stringOf(value, renderState())];
}

describe("pieces", () => {
  const variables: ReadonlyMap<string, Value> = new Map<string, Value>([
    ["c", Text.from("  Hi, you 😀\n", content, 0)],
    ["o", Text.from("abc", other, 0)],
    ["n", new DataInteger(42, new Source(null, "n"))],
    ["m", dictOf([["a", Text.from("x'y", new Source(new Source(null, "m"), "a"), 0)]])],
  ]);
  it.each([
    ["c", "13 content@0"],
    ["c.strip()", "10 content@2"],
    ["c[2:4]", "2 content@2"],
    ["c[-2]", "2 content@10"],
    ["c.split(',')[1]", "8 content@5"],
    ["c.split()[2]", "2 content@10"],
    ["c.rsplit(none, 1)[0]", "9 content@0"],
    ["c.partition('Hi')[2]", "9 content@4"],
    ["c.splitlines()[0]", "12 content@0"],
    ["c.replace(',', '')", "4 content@0, 8 content@5"],
    ["c.replace('you', o)", "6 content@0, 3 other@0, 4 content@9"],
    ["'<' + c.strip() + '>'", "1 -, 10 content@2, 1 -"],
    ["o ~ c[:2] ~ 'x' ~ o", "3 other@0, 2 content@0, 1 -, 3 other@0"],
    ["', '.join([o, c[2:4]])", "3 other@0, 2 -, 2 content@2"],
    ["'[%5s|%-5.2s]' % (o, o)", "3 -, 3 other@0, 1 -, 2 other@0, 4 -"],
    ["'%(a)s!' % m", "3 m.a@0, 1 -"],
    ["'{0}{1:>5}{0[0]}'.format(o, o)", "3 other@0, 2 -, 3 other@0, 1 other@0"],
    ["o.format()", "3 other@0"],
    ["o.center(7, '*')", "2 -, 3 other@0, 2 -"],
    ["o.zfill(5)", "2 -, 3 other@0"],
    ["o * 2", "3 other@0, 3 other@0"],
    ["o[::-1]", "1 other@2, 1 other@1, 1 other@0"],
    ["o.lower()", "3 other@0"],
    ["o.upper()", "3 other@-1"],
    ["o[0] ~ o[1]", "1 other@0, 1 other@1"],
    ["o[0] + o[1] + o[2:]", "1 other@0, 1 other@1, 1 other@2"],
    ["o.translate({98: '--'})", "1 other@0, 2 -, 1 other@2"],
    ["o.encode().decode()", "3 other@0"],
    ["n", "2 n@-1"],
    ["n + 1", "2 -"],
    ["'%d' % n", "2 n@-1"],
    ["'{:>4}'.format(n)", "4 n@-1"],
    ["'' ~ n", "2 n@-1"],
    ["m", "12 m.a@-1"],
    ["[m, 1]", "17 m.a@-1"],
    ["[o, c]", "25 other@-1"],
    ["(c|length)", "2 -"],
    ["o == 'abc'", "4 -"],
    ["o|escape", "3 other@0"],
    ["('<'|safe) + o", "1 -, 3 other@0"],
    ["('<'|safe) + m.a", "1 -, 7 m.a@-1"],
    ["m.items()|list|first|first", "1 -"],
  ])("of %s are %s", (expression, expected) => {
    const [text = ""] = textsIn(stringOf(evaluate(expression, variables), renderState()));
    expect(drawn(text)).toBe(expected);
  });

  const expressions = [
    "c.strip()",
    "c.strip(d)",
    "c[1:]",
    "c[:-1]",
    "c[a:b]",
    "c[a]",
    "c[::-2]",
    "c[::a or 1]",
    "c.split()",
    "c.split(d or 'x')",
    "c.rsplit(none, 2)",
    "c.rsplit(d or 'x', 1)",
    "c.splitlines(true)",
    "c.partition(d or 'x')",
    "c.rpartition(d or 'x')",
    "c.replace(d, 'é')",
    "c.replace('a', d)",
    "c.replace('', d, 3)",
    "c ~ d ~ c",
    "(c + d)[1:-1]",
    "d.join(c)",
    "d.join([c, d, c])",
    "'%s-%.3s' % (c, d)",
    "'%r %5s' % (c, d)",
    "'{}{:^9}{!r}'.format(c, d, d)",
    "c.format(d)",
    "c.upper()",
    "c.title()",
    "c.swapcase() ~ c.capitalize()",
    "(c ~ d).lower()",
    "(c ~ d).title()",
    "c.casefold()",
    "c.center(12, '😀')",
    "c.ljust(9)",
    "c.zfill(12)",
    "c.expandtabs(3)",
    "c * 3",
    "[c, d]",
    "{c: d}",
    "c|list",
    "c|escape",
    "(c|safe) + d",
    "((c|safe) ~ d)[2:]",
    "(c ~ d).translate({97: d, 98: none})",
    "(c ~ d).strip().split('a')",
    "c.removeprefix(d)",
    "(d ~ c).removesuffix(c)",
    "c.encode().decode()",
  ];
  it("add up to the text, and stand in their source where they say so", () => {
    const text = fc.string({
      unit: fc.constantFrom("a", "b", " ", "\n", "\t", "😀", "é", "ß", "<", "%", "{", "}", "Σ", "\r"),
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        text,
        text,
        fc.integer({ min: -5, max: 5 }),
        fc.integer({ min: -5, max: 5 }),
        fc.constantFrom(...expressions),
        (c, d, a, b, expression) => {
          const sources = new Map([
            [content, c],
            [other, d],
          ]);
          const names = new Map<string, Value>([
            ["c", Text.from(c, content, 0)],
            ["d", Text.from(d, other, 0)],
            ["a", a],
            ["b", b],
          ]);
          const untraced = new Map<string, Value>([
            ["c", c],
            ["d", d],
            ["a", a],
            ["b", b],
          ]);
          const given = outcome(expression, names);
          const plainly = outcome(expression, untraced);
          expect(given.map(plain)).toEqual(plainly.map(plain));
          for (const found of given) {
            let at = 0;
            for (const { length, source, start } of piecesOf(found)) {
              expect(length).toBeGreaterThan(0);
              const stands = source === null || start < 0 ? null : sources.get(source)?.slice(start, start + length);
              expect(stands === null ? shown(found, at, length) : stands).toBe(shown(found, at, length));
              at += length;
            }
            expect(at).toBe(plain(found).length);
          }
        },
      ),
      { numRuns: 3000 },
    );
  });
});

/** The texts that an expression gives, or that of its error. */
function outcome(expression: string, variables: ReadonlyMap<string, Value>): readonly Str[] {
  try {
    return textsIn(evaluate(expression, variables));
  } catch (error) {
    return [String(error)];
  }
}

function shown(text: Str, start: number, length: number): string {
  return plain(text).slice(start, start + length);
}
