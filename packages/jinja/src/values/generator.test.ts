import { describe, expect, it } from "vitest";
import { compileTemplate } from "../compile/compile-template.ts";

const messages = [{ content: "a" }, { content: "b" }];

describe("an iterator that a template has made before its loop", () => {
  it.each(["[1, 2]|map('string')", "[2, 1]|reverse", "{2: 0, 1: 0}|reverse", "range(2, 0, -1)|reverse"])(
    "%s is not used up by an ending that is tried",
    (made) => {
      const source = `{% set made = ${made} %}{% for m in messages %}{{ m.content }}{% endfor %}{{ made|join }}`;
      const template = compileTemplate(source);
      const { text, endings } = template.render({ messages }, { endBefore: [1] });
      expect(text).toBe("ab12");
      expect(endings.size).toBe(0);
    },
  );

  it("is there for an ending that makes it itself", () => {
    const template = compileTemplate("{% for m in messages %}{{ m.content }}{% endfor %}{{ [2, 1]|reverse|join }}");
    const { text, endings } = template.render({ messages }, { endBefore: [1] });
    expect(text).toBe("ab12");
    expect(endings.get(1)?.plain.map((segment) => segment.text)).toEqual(["12"]);
  });
});
