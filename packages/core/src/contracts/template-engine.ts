import type { ChatTemplate } from "./model.ts";
import type { TemplateRenderer } from "./template-renderer.ts";

/** Renders any chat template, for models that no family knows. Of several engines the last registered is used. */
export interface TemplateEngine {
  readonly name: string;
  readonly description: string;
  /** @throws {TurnwiseError} if the template does not parse, or needs what this engine cannot do */
  compile(template: ChatTemplate): TemplateRenderer;
}
