import { describe, expect, it } from "vitest";
import type { TemplateRenderer } from "../contracts/template-renderer.ts";
import { TemplateError } from "../errors/template-error.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { endingOf } from "./ending-of.ts";

/** Prints `<u>question`, `<a>answer` and what ends an answer. */
function ending(
  end: string,
  controlTokens: readonly string[] | null,
  stops: readonly string[] = [],
): readonly string[] {
  const renderer: TemplateRenderer = {
    name: "small",
    provenance: "origins",
    render({ messages }) {
      const builder = createRenderingBuilder();
      messages.forEach(({ role, content }, message) => {
        builder.template(role === "user" ? "<u>" : "<a>", null);
        builder.data(String(content), null, { message, field: "content", start: 0 });
        if (role === "assistant") builder.template(end, null);
      });
      return builder.finish({ generated: null, trace: null });
    },
  };
  return endingOf(renderer, OPTIONS, {}, controlTokens, stops);
}

function refuse(): never {
  throw new TemplateError("never");
}

const OPTIONS = { addGenerationPrompt: false, specialTokens: {}, clock: new Date(0) };

describe("what ends an answer", () => {
  it("is the control token right behind it, white space left out", () => {
    expect([ending("<e>\n", ["<e>"]), ending("\n<e>", ["<e>"]), ending("<e>", null)]).toEqual([
      ["<e>"],
      ["<e>"],
      ["<e>"],
    ]);
    expect([ending(".<e>", ["<e>"]), ending("", ["<e>"])]).toEqual([[], []]);
  });

  it("is none that the tokenizer does not know, nor one before a token that is known to stop", () => {
    expect(ending("<e>", ["<other>"])).toEqual([]);
    expect(ending("<response-end><e>", null, ["<e>"])).toEqual([]);
    expect(ending("<response-end>", null, ["<e>"])).toEqual(["<response-end>"]);
  });

  it("may be what the next message prints", () => {
    expect(ending("", ["<u>"])).toEqual(["<u>"]);
  });

  it("is none where the template refuses plain chat", () => {
    expect(endingOf({ name: "never", render: refuse }, OPTIONS, {}, null, [])).toEqual([]);
  });
});
