import {
  RowError,
  TemplateError,
  TurnwiseError,
  textRendering,
  type ChatTemplate,
  type TemplateEngine,
  type TemplateRenderer,
} from "@turnwise/core";
import { Template } from "./library.ts";
import { refuseUnsupported } from "./refuse-unsupported.ts";
import { run, watch, type WatchedNodes } from "./strict-interpreter.ts";
import type { TreeNode } from "./syntax-tree.ts";
import { templateContext } from "./template-context.ts";

/**
 * Renders a model's own chat template with `@huggingface/jinja`, as text without provenance. That engine has neither step
 * limits nor a clock that can be set, and prints some things otherwise than Python: what can be seen in the template is
 * refused when it is compiled, what can be seen in its values when a row is rendered.
 *
 * @example
 * import { huggingfaceJinjaEngine } from "@turnwise/transformers";
 *
 * const renderer = huggingfaceJinjaEngine.compile(model.chatTemplate);
 * renderer.render(conversation, { addGenerationPrompt: true, specialTokens: model.specialTokens, clock: new Date() }).text;
 */
export const huggingfaceJinjaEngine: TemplateEngine = {
  name: "huggingface-jinja",
  description: "the model's own chat template, by @huggingface/jinja: text without provenance",
  compile(chatTemplate: ChatTemplate): TemplateRenderer {
    const program = parse(withUnixNewlines(chatTemplate.text));
    refuseUnsupported(chatTemplate.text, program);
    const watched = watch(program);
    const strips = /strip|trim/.test(chatTemplate.text);
    return {
      name: "huggingface-jinja",
      provenance: "text",
      render: (conversation, options) =>
        textRendering(print(program, watched, templateContext(conversation, options, strips))),
    };
  },
};

/** As Jinja2 reads a source. */
function withUnixNewlines(source: string): string {
  return source.replaceAll(/\r\n?/g, "\n");
}

function parse(source: string): TreeNode {
  try {
    return new Template(source).parsed;
  } catch (error) {
    throw new TurnwiseError(
      "template-not-parsed",
      `the chat template cannot be read by @huggingface/jinja: ${wordsOf(error)}. Choose a family that renders natively (--family), or mend the template.`,
      { cause: error },
    );
  }
}

function print(program: TreeNode, watched: WatchedNodes, context: Readonly<Record<string, unknown>>): string {
  try {
    return run(program, watched, context);
  } catch (error) {
    if (error instanceof TemplateError) throw new TemplateError(`the chat template refuses: ${error.message}`);
    if (error instanceof RowError) throw error;
    throw new TemplateError(`the chat template fails: ${wordsOf(error)}`, undefined, { cause: error });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
