import {
  createTurnwise,
  type Conversation,
  type Model,
  type Preprocessor,
  type PreprocessorSettings,
  type Turnwise,
} from "@turnwise/core";
import chatml from "@turnwise/chatml";
import gemma from "@turnwise/gemma";
import llama from "@turnwise/llama";
import transformers from "@turnwise/transformers";
import { compareRenderings } from "./compare-renderings.ts";
import { summaryOf } from "./compare-results.ts";
import { extendTokenizer, modelOf, type ExtendedFiles } from "./extended-model.ts";
import { knownTemplates, type KnownTemplate, type PackagedTokenizer } from "./known-templates.ts";

const turnwise: Turnwise = createTurnwise({ plugins: [gemma, llama, chatml, transformers] });

/** One model, prepared in both ways: by its native family, and by its template with what was derived of its turns. */
export interface Pair {
  readonly template: KnownTemplate;
  readonly native: Preprocessor;
  readonly derived: Preprocessor;
}

const CLOCK = new Date(2024, 6, 26, 13, 45, 7);

/** A real tokenizer of the template's kind with the markers of all families of that kind: one for many templates. */
export function modelFor(template: KnownTemplate): Model {
  const base = tokenizerFor(template);
  const known = tokenizers.get(base) ?? extendTokenizer(base, markersOf(base));
  tokenizers.set(base, known);
  const model = modelOf(template.name, template.text, known);
  const { tokenizer } = models.get(base) ?? model;
  models.set(base, model);
  return { ...model, tokenizer };
}

const tokenizers = new Map<PackagedTokenizer, ExtendedFiles>();
const models = new Map<PackagedTokenizer, Model>();

function markersOf(base: PackagedTokenizer): readonly string[] {
  return knownTemplates()
    .filter((template) => tokenizerFor(template) === base)
    .flatMap(({ family }) => [...family.turnMarkers, ...family.endOfTurn]);
}

function tokenizerFor({ family }: KnownTemplate): PackagedTokenizer {
  if (family.name.startsWith("gemma")) return "gemma3";
  if (family.name.startsWith("llama-2")) return "llama2";
  return family.name.startsWith("llama") ? "llama3_1" : "qwen3";
}

export async function createPair(
  template: KnownTemplate,
  model: Model,
  settings: Pick<PreprocessorSettings, "turns" | "mask">,
): Promise<Pair> {
  const both = { ...settings, model, clock: CLOCK, stopTokens: template.family.endOfTurn, maxExpansion: 1000 };
  const native = await turnwise.preprocessor(both);
  const derived = await turnwise.preprocessor({ ...both, templateEngine: "jinja" });
  return { template, native, derived };
}

/** What both ways make of a conversation. */
export function resultsOf({ native, derived }: Pair, conversation: Conversation): readonly [unknown, unknown] {
  return [summaryOf(native.prepare(conversation)), summaryOf(derived.prepare(conversation))];
}

/** How their renderings differ, or that one of them refuses what the other renders. */
export function renderingDifferences(
  { native, derived }: Pair,
  conversation: Conversation,
): ReadonlyMap<string, string> {
  const [mine, theirs] = [native.render(conversation), derived.render(conversation)];
  if (!("kind" in mine) && !("kind" in theirs)) return compareRenderings(mine, theirs);
  return "kind" in mine && "kind" in theirs
    ? new Map()
    : new Map([["one refuses", "kind" in mine ? "native" : "derived"]]);
}
