import { compileTemplate, RaisedError, type RenderResult, type Template } from "@turnwise/jinja";
import {
  RowError,
  TemplateError,
  TurnwiseError,
  type ChatTemplate,
  type Conversation,
  type RenderOptions,
  type TemplateEngine,
  type TemplateRenderer,
} from "@turnwise/core";
import { checkArguments, templateVariables } from "./template-variables.ts";
import { tracedRendering } from "./traced-rendering.ts";

/**
 * Renders a model's own chat template as Python does, and knows where every character came from: the default for models that
 * no family knows.
 *
 * @example
 * import { jinjaEngine } from "@turnwise/transformers";
 *
 * const renderer = jinjaEngine.compile(model.chatTemplate);
 * renderer.render(conversation, { addGenerationPrompt: true, specialTokens: model.specialTokens, clock: new Date() }).text;
 */
export const jinjaEngine: TemplateEngine = {
  name: "jinja",
  description: "the model's own chat template as Python renders it, with the origin of every character",
  compile(chatTemplate: ChatTemplate): TemplateRenderer {
    const template = compile(chatTemplate.text);
    return {
      name: "jinja",
      provenance: "origins",
      readsClock: template.readsClock,
      marksGeneration: template.marksGeneration,
      render(conversation, options) {
        checkArguments(conversation);
        const result = render(template, conversation, options);
        checkRoles(conversation, template, options.roles ?? []);
        return tracedRendering(result, conversation.messages.length);
      },
    };
  },
};

function compile(source: string): Template {
  try {
    return compileTemplate(source, { name: "chat template" });
  } catch (error) {
    throw new TurnwiseError(
      "template-not-parsed",
      `the chat template cannot be read, by Python neither: ${wordsOf(error)}`,
      { cause: error },
    );
  }
}

function render(template: Template, conversation: Conversation, options: RenderOptions): RenderResult {
  try {
    return template.render(templateVariables(conversation, options), {
      now: options.clock,
      roles: options.roles ?? [],
      templateVariables: Object.keys(options.specialTokens).filter(
        (name) => !Object.hasOwn(conversation.templateArguments ?? {}, name),
      ),
      endBefore: options.endBefore ?? [],
    });
  } catch (error) {
    if (error instanceof RaisedError) throw new TemplateError(`the chat template refuses: ${error.reason}`);
    throw new TemplateError(`the chat template fails: ${wordsOf(error)}`, undefined, { cause: error });
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Roles that every template is taken to know: many print whatever role they are given. */
const ROLES: readonly string[] = ["system", "developer", "user", "assistant", "tool"];

/** The name of a role is printed as template text, so it must be one that the template, or the user, means. */
function checkRoles({ messages }: Conversation, template: Template, named: readonly string[]): void {
  messages.forEach(({ role }, message) => {
    if (ROLES.includes(role) || template.words.has(role) || named.includes(role)) return;
    throw new RowError(
      "unknown-role",
      `message ${message} has role ${JSON.stringify(role)}, which the chat template does not name. Map it with --role ${role}=user.`,
      { message, field: "role" },
    );
  });
}
