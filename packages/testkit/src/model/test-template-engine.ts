import { createHash } from "node:crypto";
import { RowError, TurnwiseError, type ChatTemplate, type TemplateEngine } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";
import { segmentsOf } from "../model-family/trained-texts.ts";
import { REFERENCE_CLOCK } from "../model-family/template-reference.ts";

/**
 * The contract of a template engine, on small templates of its own.
 *
 * @example
 * testTemplateEngine(jinjaEngine);
 */
export function testTemplateEngine(engine: TemplateEngine): void {
  registerChecks(`template engine ${engine.name}`, templateEngineChecks(engine));
}

/** The line ends behind tags are the template's layout: Hugging Face's settings drop them. */
const PLAIN = `{{ bos_token }}{% for message in messages %}
  {% if message['role'] not in ['user', 'assistant'] %}{{ raise_exception('no ' ~ message['role']) }}{% endif %}
[{{ message['role'] }}]{{ message['content'] }}{{ '\\n' }}
{%- endfor %}{% if add_generation_prompt %}[assistant]{% endif %}`;

/** The checks that `testTemplateEngine` registers. */
export function templateEngineChecks(engine: TemplateEngine): readonly Check[] {
  const render = (
    source: string,
    roles: readonly string[],
    addGenerationPrompt = false,
    endBefore: readonly number[] = [],
  ) =>
    engine
      .compile(template(source))
      .render(
        { messages: roles.map((role) => ({ role, content: `I am ${role}.` })) },
        { addGenerationPrompt, specialTokens: { bos_token: "<s>" }, clock: REFERENCE_CLOCK, endBefore },
      );
  return [
    {
      name: "has a name and a description",
      run() {
        expect(engine.name).not.toBe("");
        expect(engine.description).not.toBe("");
      },
    },
    {
      name: "prints what the template says, with the special tokens of the options",
      run() {
        expect(render(PLAIN, ["user", "assistant"]).text).toBe("<s>[user]I am user.\n[assistant]I am assistant.\n");
        expect(render(PLAIN, ["user"], true).text).toBe("<s>[user]I am user.\n[assistant]");
      },
    },
    {
      name: "segments joined are the text",
      run() {
        const rendering = render(PLAIN, ["user", "assistant"]);
        expect(
          segmentsOf(rendering)
            .map(({ text }) => text)
            .join(""),
        ).toBe(rendering.text);
      },
    },
    {
      name: "what it says of origins is so: each message's content is data from its place, all else the template's",
      run() {
        const renderer = engine.compile(template(PLAIN));
        const rendering = render(PLAIN, ["user", "assistant"]);
        expect(rendering.provenance).toBe(renderer.provenance);
        if (rendering.provenance !== "origins") return;
        const data = segmentsOf(rendering).filter(({ origin }) => origin === "data");
        expect(data.map(({ text, message, field, sourceStart }) => [text, message, field, sourceStart])).toEqual([
          ["I am user.", 0, "content", 0],
          ["I am assistant.", 1, "content", 0],
        ]);
      },
    },
    {
      name: "a conversation that is ended before a message is what a rendering of its own prints",
      run() {
        const roles = ["user", "assistant", "user", "assistant"];
        const rendering = render(PLAIN, roles, false, [1, 3]);
        for (const message of [1, 3]) {
          const ending = rendering.trace?.ending(message) ?? null;
          if (ending === null) continue;
          const before = rendering.text.slice(0, ending.start);
          expect(before + ending.prompt.text).toBe(render(PLAIN, roles.slice(0, message), true).text);
          expect(before + ending.plain.text).toBe(render(PLAIN, roles.slice(0, message)).text);
        }
      },
    },
    {
      name: "raise_exception is a RowError with the template's words",
      run() {
        expect(() => render(PLAIN, ["critic"])).toThrow(RowError);
        expect(() => render(PLAIN, ["critic"])).toThrow("no critic");
      },
    },
    {
      name: "a template that does not parse is a TurnwiseError at once",
      run() {
        expect(() => engine.compile(template("{% for %}{{"))).toThrow(TurnwiseError);
      },
    },
  ];
}

function template(text: string): ChatTemplate {
  return { text, hash: createHash("sha256").update(text).digest("hex") };
}
