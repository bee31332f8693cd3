import {
  chooseRenderer,
  createEndProbes,
  endingOf,
  profileTemplate,
  studyTemplate,
  type ChatTemplate,
  type Json,
  type SpecialTokens,
  type TemplateEngine,
  type TemplateProfile,
  type TemplateRenderer,
  type Turnwise,
} from "@turnwise/core";
import type { TemplateSettings } from "../commands/preprocessor-options.ts";
import { templateFault } from "./template-fault.ts";
import { isModel, readTemplateFile } from "./template-source.ts";

/** What `turnwise template` says of a template. */
export interface StudiedSource {
  /** The model, or the file of the template. */
  readonly source: string;
  /** SHA-256 (hex) of the template; null for a model that has none. */
  readonly hash: string | null;
  /** The family that recognises it; null for none. */
  readonly family: string | null;
  readonly renderer: string;
  readonly stopTokens: readonly string[];
  readonly specialTokens: SpecialTokens;
  /** Null for a renderer that knows no origins. */
  readonly profile: TemplateProfile | null;
  readonly notes: readonly string[];
}

/**
 * Studies the template of a model, with the tokens of its tokenizer; or of a file, with tokens that are given or assumed.
 *
 * @throws {TurnwiseError} `template-not-parsed` with line and column
 */
export async function studySource(
  turnwise: Turnwise,
  source: string,
  settings: TemplateSettings,
  clock: Date,
): Promise<StudiedSource> {
  return isModel(source) ? studyModel(turnwise, source, settings, clock) : studyFile(turnwise, source, settings, clock);
}

async function studyModel(
  turnwise: Turnwise,
  source: string,
  { tokenizer, templateEngine, templateArguments = {}, stopTokens = [] }: TemplateSettings,
  clock: Date,
): Promise<StudiedSource> {
  const model = await turnwise.model(source, { tokenizer });
  const { renderer, family, note } = orTemplateFault(source, () =>
    chooseRenderer(turnwise.registry, model, { templateEngine }),
  );
  const studied = studyTemplate(renderer, family, model, { clock, templateArguments, stopTokens });
  return {
    source,
    hash: model.chatTemplate?.hash ?? null,
    family: family?.name ?? null,
    renderer: renderer.name,
    stopTokens: studied.rules.stopTokens,
    specialTokens: model.specialTokens,
    profile: studied.profile,
    notes: [...(model.notes ?? []), ...(note === null ? [] : [note]), ...studied.notes],
  };
}

const ASSUMED: SpecialTokens = { bos_token: "<s>", eos_token: "</s>" };

function studyFile(
  turnwise: Turnwise,
  source: string,
  { templateEngine = "jinja", templateArguments = {}, stopTokens = [] }: TemplateSettings,
  clock: Date,
): StudiedSource {
  const { place, template, specialTokens: found } = readTemplateFile(source);
  const renderer = compiled(turnwise, templateEngine, template, place);
  const given = { ...found, ...tokensAmong(templateArguments) };
  const specialTokens = { ...ASSUMED, ...given };
  const otherGiven = otherArguments(templateArguments);
  const eos = given["eos_token"];
  const named = [...new Set([...stopTokens, ...(eos === undefined ? [] : [eos])])];
  const options = { addGenerationPrompt: false, specialTokens, clock };
  const endings = stopTokens.length > 0 ? [] : endingOf(renderer, options, otherGiven, null, named);
  const stops = [...named, ...endings];
  const probes = createEndProbes((conversation, addGenerationPrompt) =>
    renderer.render(conversation, { addGenerationPrompt, specialTokens, clock }),
  );
  const rules = { stopTokens: stops, controlTokens: null, probes };
  return {
    source: place,
    hash: template.hash,
    family: null,
    renderer: renderer.name,
    stopTokens: stops,
    specialTokens,
    profile: profileTemplate(renderer, {
      specialTokens,
      clock,
      rules,
      templateArguments: otherGiven,
    }),
    notes: assumptions(given, endings),
  };
}

function compiled(turnwise: Turnwise, engine: string, template: ChatTemplate, name: string): TemplateRenderer {
  return orTemplateFault(name, () =>
    turnwise.registry.get<TemplateEngine>("template engine", engine).compile(template),
  );
}

function orTemplateFault<T>(name: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw templateFault(name, error);
  }
}

/** Special tokens that are given as template arguments: `--template-arg bos_token=<bos>`. */
function tokensAmong(templateArguments: Readonly<Record<string, Json>>): SpecialTokens {
  const tokens: Record<string, string> = {};
  for (const [name, value] of Object.entries(templateArguments)) {
    if (name.endsWith("_token") && typeof value === "string") tokens[name] = value;
  }
  return tokens;
}

function otherArguments(templateArguments: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  const tokens = tokensAmong(templateArguments);
  return Object.fromEntries(Object.entries(templateArguments).filter(([name]) => !Object.hasOwn(tokens, name)));
}

function assumptions(given: SpecialTokens, endings: readonly string[]): readonly string[] {
  const tokens = Object.entries(ASSUMED).filter(([name]) => given[name] === undefined);
  const assumed = [
    ...tokens.map(([name, text]) => `${name} ${text}`),
    ...endings.map((ending) => `generation stops at ${ending}, which ends the turns`),
  ];
  if (assumed.length === 0) return [];
  const listed = assumed.join(", ");
  return [
    `no tokenizer, so it is assumed: ${listed}; what looks like a control token is one. Give --template-arg bos_token=…, --stop-token …, or a model's folder.`,
  ];
}
