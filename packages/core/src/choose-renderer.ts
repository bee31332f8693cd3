import type { ModelFamily } from "./contracts/model-family.ts";
import type { Model } from "./contracts/model.ts";
import type { TemplateEngine } from "./contracts/template-engine.ts";
import type { TemplateRenderer } from "./contracts/template-renderer.ts";
import { AmbiguousFamilyError } from "./errors/ambiguous-family-error.ts";
import { TurnwiseError } from "./errors/turnwise-error.ts";
import type { PreprocessorSettings } from "./preprocessor/preprocessor-settings.ts";
import type { Registry } from "./registry.ts";

/** Who renders for a model. */
export interface ChosenRenderer {
  readonly renderer: TemplateRenderer;
  /** Null: the model's own template, through a template engine. */
  readonly family: ModelFamily | null;
  /** A line for the user where the choice is not the plain one. */
  readonly note: string | null;
}

/**
 * The family that the user names or that recognises the model's template by its hash; else the template itself.
 *
 * @param seesGeneration whether the mask asks for what `{% generation %}` marks, which only an engine sees
 * @throws {TurnwiseError} `family-mismatch` for a named family that does not know the template, unless forced
 * @throws {AmbiguousFamilyError} for a template that two families claim
 */
export function chooseRenderer(
  registry: Registry,
  model: Model,
  {
    family: wanted,
    forceFamily = false,
    templateEngine,
  }: Pick<PreprocessorSettings, "family" | "forceFamily" | "templateEngine">,
  seesGeneration: boolean = false,
): ChosenRenderer {
  if (wanted !== undefined && templateEngine !== undefined) {
    throw new TurnwiseError(
      "family-and-engine",
      `--family ${wanted} renders by itself; --template-engine ${templateEngine} renders the model's own template. Give one of them.`,
    );
  }
  if (wanted !== undefined) return namedFamily(registry.get<ModelFamily>("family", wanted), model, forceFamily);
  if (forceFamily) throw new TurnwiseError("family-mismatch", "--force-family needs --family NAME");
  const { chatTemplate } = model;
  const families = registry.all<ModelFamily>("family");
  if (chatTemplate === null) {
    const known = families.map(({ name }) => name).join(", ");
    throw new TurnwiseError(
      "no-chat-template",
      `${model.name} has no chat template. Choose a family with --family NAME; known: ${known || "none"}.`,
    );
  }
  if (templateEngine !== undefined) {
    const renderer = registry.get<TemplateEngine>("template engine", templateEngine).compile(chatTemplate);
    return { renderer, family: null, note: null };
  }
  const fitting = families.filter(({ value }) => value.templateHashes.includes(chatTemplate.hash));
  if (fitting.length > 1) {
    throw new AmbiguousFamilyError(
      model.name,
      fitting.map(({ name, plugin }) => `${name} (${plugin})`),
    );
  }
  const family = fitting[0]?.value;
  if (family !== undefined && !seesGeneration) return { renderer: family.renderer, family, note: null };
  const engine = registry.all<TemplateEngine>("template engine").at(-1)?.value;
  const name = `the chat template of ${model.name} (sha256 ${chatTemplate.hash.slice(0, 12)})`;
  const template =
    family === undefined
      ? `${name} is none that a family knows`
      : `${name} is known to the family ${family.name}, which cannot see {% generation %}`;
  if (engine === undefined) {
    throw new TurnwiseError("no-template-engine", `${template}, and no plug-in brings a template engine.`);
  }
  return {
    renderer: engine.compile(chatTemplate),
    family: null,
    note: `${template}: it is rendered by itself, with ${engine.name}`,
  };
}

function namedFamily(family: ModelFamily, { name, chatTemplate }: Model, forced: boolean): ChosenRenderer {
  const chosen = { renderer: family.renderer, family };
  if (chatTemplate === null) {
    return { ...chosen, note: `${name} has no chat template: the family ${family.name} is used as asked` };
  }
  if (family.templateHashes.includes(chatTemplate.hash)) return { ...chosen, note: null };
  if (forced) {
    return { ...chosen, note: `the family ${family.name} is forced, though the chat template of ${name} is another` };
  }
  throw new TurnwiseError(
    "family-mismatch",
    `the chat template of ${name} is not one that the family ${family.name} was proven equal to. Leave out --family, or add --force-family to render with ${family.name} all the same.`,
  );
}
