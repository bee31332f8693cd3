import { Template } from "@huggingface/jinja";
import {
  RowError,
  TemplateError,
  TurnwiseError,
  textRendering,
  type ChatTemplate,
  type Conversation,
  type RenderOptions,
  type TemplateEngine,
  type TemplateRenderer,
} from "@turnwise/core";
import { refuseUnsupported } from "./refuse-unsupported.ts";
import { templateContext } from "./template-context.ts";

/**
 * Renders a model's own chat template with `@huggingface/jinja`, as text without provenance. That engine has neither step
 * limits nor a clock that can be set, and prints some things otherwise than Python: what can be seen in the template is
 * refused when it is compiled.
 *
 * @example
 * import { jinjaEngine } from "@turnwise/transformers";
 *
 * const renderer = jinjaEngine.compile(model.chatTemplate);
 * renderer.render(conversation, { addGenerationPrompt: true, specialTokens: model.specialTokens, clock: new Date() }).text;
 */
export const jinjaEngine: TemplateEngine = {
  name: "jinja",
  description: "the model's own chat template, by @huggingface/jinja: text without provenance",
  compile(chatTemplate: ChatTemplate): TemplateRenderer {
    const template = parse(withUnixNewlines(chatTemplate.text));
    refuseUnsupported(chatTemplate.text, template.parsed);
    const strips = /strip|trim/.test(chatTemplate.text);
    return {
      name: "jinja",
      render: (conversation, options) => textRendering(print(template, conversation, options, strips)),
    };
  },
};

/** As Jinja2 reads a source. */
function withUnixNewlines(source: string): string {
  return source.replaceAll(/\r\n?/g, "\n");
}

function parse(source: string): Template {
  try {
    return new Template(source);
  } catch (error) {
    throw new TurnwiseError(
      "template-not-parsed",
      `the chat template cannot be read by @huggingface/jinja: ${wordsOf(error)}. Choose a family that renders natively (--family), or mend the template.`,
      { cause: error },
    );
  }
}

function print(template: Template, conversation: Conversation, options: RenderOptions, strips: boolean): string {
  const context = templateContext(conversation, options, strips);
  try {
    return template.render(context);
  } catch (error) {
    if (error instanceof RowError) throw error;
    throw new TemplateError(`the chat template says: ${wordsOf(error)}`, undefined, { cause: error });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
