import type { Json } from "../contracts/json.ts";
import type { ModelFamily } from "../contracts/model-family.ts";
import type { Model } from "../contracts/model.ts";
import type { RenderOptions, TemplateRenderer } from "../contracts/template-renderer.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { profileTemplate } from "../profile/profile-template.ts";
import type { TemplateProfile } from "../profile/template-profile.ts";
import { createEndProbes } from "../turns/end-probes.ts";
import type { TurnRules } from "../turns/turn-rules.ts";
import { endingOf } from "./ending-of.ts";
import { readsContentParts } from "./reads-content-parts.ts";
import { stopTokensOf } from "./stop-tokens.ts";

/** What has to be known of a template and a tokenizer before the first row. */
export interface StudiedTemplate {
  /** Knows the template's turn markers as control tokens. */
  readonly tokenizer: Tokenizer;
  readonly rules: TurnRules;
  /** Null where nothing is known but the text. */
  readonly profile: TemplateProfile | null;
  readonly readsContentParts: boolean;
  readonly notes: readonly string[];
}

interface Choices {
  readonly clock: Date;
  readonly templateArguments: Readonly<Record<string, Json>>;
  readonly stopTokens: readonly string[];
}

/** Renders small conversations to see what the template prints around messages. */
export function studyTemplate(
  renderer: TemplateRenderer,
  family: ModelFamily | null,
  model: Model,
  { clock, templateArguments, stopTokens }: Choices,
): StudiedTemplate {
  const options: RenderOptions = { addGenerationPrompt: false, specialTokens: model.specialTokens, clock };
  const probes = createEndProbes((conversation, addGenerationPrompt) =>
    renderer.render(conversation, { ...options, addGenerationPrompt }),
  );
  const controlTokens = model.tokenizer.controlTokens.map(({ text }) => text);
  const named = [...model.tokenizer.endOfSequence.map(({ text }) => text), ...stopTokens];
  const endings = family?.endOfTurn ?? endingOf(renderer, options, templateArguments, controlTokens, named);
  const stops = stopTokensOf(model.tokenizer, stopTokens, endings);
  const rulesFor = (tokenizer: Tokenizer): TurnRules => ({
    stopTokens: stops.texts,
    controlTokens: tokenizer.controlTokens.map(({ text }) => text),
    probes,
  });
  if (renderer.provenance === "text") {
    const tokenizer = model.tokenizer.withControlTokens(family?.turnMarkers ?? []);
    return { tokenizer, rules: rulesFor(tokenizer), profile: null, readsContentParts: false, notes: [] };
  }
  const profile = profileTemplate(renderer, {
    specialTokens: model.specialTokens,
    clock,
    rules: { ...rulesFor(model.tokenizer), controlTokens: model.tokenizer.addedTokens.map(({ text }) => text) },
    templateArguments,
  });
  const tokenizer = model.tokenizer.withControlTokens(family?.turnMarkers ?? profile?.turnMarkers ?? []);
  return {
    tokenizer,
    rules: rulesFor(tokenizer),
    profile,
    readsContentParts: family?.contentParts ?? readsContentParts(renderer, options, templateArguments),
    notes: [
      ...assumptionNotes(stops.assumed, model),
      ...endOfTurnNotes(family, tokenizer, model),
      ...insertionNotes(profile),
    ],
  };
}

function assumptionNotes(assumed: readonly string[], { name }: Model): readonly string[] {
  if (assumed.length === 0) return [];
  return [
    `${name} has no generation_config.json: ${assumed.join(", ")}, which ends the template's turns, is taken to stop generation`,
  ];
}

/** A model that never sees its end-of-turn token as one token does not learn to stop. */
function endOfTurnNotes(family: ModelFamily | null, { controlTokens }: Tokenizer, { name }: Model): readonly string[] {
  if (family === null || family.endOfTurn.some((end) => controlTokens.some(({ text }) => text === end))) return [];
  return [
    `${family.endOfTurn.join(", ")}: the end of a turn of ${family.name} is no control token of ${name}, so it is trained as plain text`,
  ];
}

function insertionNotes(profile: TemplateProfile | null): readonly string[] {
  const inserted = profile?.inserted ?? null;
  if (inserted === null) return [];
  const date =
    inserted.date === null ? "" : inserted.date === "clock" ? ", with the date of the clock" : ", with a fixed date";
  return [`the template inserts ${JSON.stringify(shortened(inserted.text))} where a row has no system message${date}`];
}

function shortened(text: string): string {
  const longest = 160;
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
