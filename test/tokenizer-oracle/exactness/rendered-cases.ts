import chatml from "@turnwise/chatml";
import {
  RowError,
  TemplateError,
  TurnwiseError,
  type Conversation,
  type ModelFamily,
  type Preprocessor,
  type Rendering,
} from "@turnwise/core";
import gemma from "@turnwise/gemma";
import llama from "@turnwise/llama";
import { sampleRows } from "../../parity/conversations.ts";
import { extendTokenizer, type ExtendedFiles } from "../../parity/extended-model.ts";
import { publishedTemplates, type PackagedTokenizer } from "../../parity/known-templates.ts";
import { CLOCK, SPECIAL_TOKENS, templateModel } from "../../parity/template-model.ts";
import { tagsOf } from "../../parity/template-tags.ts";

/** Chats as one family or template prints them, and the tokenizer that they are meant for. */
export interface RenderedChats {
  readonly name: string;
  readonly files: ExtendedFiles;
  /** Control tokens besides the special ones. */
  readonly control: readonly string[];
  readonly renderings: readonly Rendering[];
}

const EVERY_ROW = 100_000;

/** By the native families, then by the published templates, as the engine traces them. */
export async function* renderedChats(only: string): AsyncGenerator<RenderedChats> {
  const rows = sampleRows(EVERY_ROW).map(([, conversation]) => conversation);
  const families = [gemma, llama, chatml].flatMap((plugin) => plugin.families ?? []);
  for (const family of families) {
    if (!family.name.includes(only)) continue;
    for (const base of tokenizersFor(family)) yield chatsOfFamily(family, base, rows);
  }
  for (const [name, template] of publishedTemplates()) {
    if (!name.includes(only)) continue;
    const chats = await chatsOfTemplate(name, template, rows);
    if (chats !== null) yield chats;
  }
}

function chatsOfFamily(family: ModelFamily, base: PackagedTokenizer, rows: readonly Conversation[]): RenderedChats {
  const control = [...family.turnMarkers, ...family.endOfTurn];
  const specialTokens = base === "gemma3" ? { bos_token: "<bos>", eos_token: "<eos>" } : SPECIAL_TOKENS;
  const renderings = rows.flatMap((conversation, index) => {
    const options = { addGenerationPrompt: index % 2 === 0, specialTokens, clock: CLOCK };
    return orNothing(() => family.renderer.render(conversation, options));
  });
  return { name: `${family.name} on ${base}`, files: extendTokenizer(base, control), control, renderings };
}

async function chatsOfTemplate(
  name: string,
  template: string,
  rows: readonly Conversation[],
): Promise<RenderedChats | null> {
  let made: { readonly files: ExtendedFiles; readonly preprocessor: Preprocessor };
  try {
    made = await templateModel(name, template);
  } catch (error) {
    if (error instanceof TurnwiseError) return null;
    throw error;
  }
  const renderings = rows.flatMap((conversation) => {
    const result = made.preprocessor.render(conversation);
    return "kind" in result ? [] : [result];
  });
  return renderings.length === 0 ? null : { name, files: made.files, control: tagsOf(template), renderings };
}

function tokenizersFor({ name }: ModelFamily): readonly PackagedTokenizer[] {
  if (name.startsWith("gemma")) return ["gemma3"];
  if (name.startsWith("llama-2")) return ["llama2"];
  return name.startsWith("llama") ? ["llama3", "llama3_1"] : ["qwen3"];
}

function orNothing(render: () => Rendering): readonly Rendering[] {
  try {
    return [render()].filter(({ text }) => text !== "");
  } catch (error) {
    if (error instanceof RowError || error instanceof TemplateError) return [];
    throw error;
  }
}
