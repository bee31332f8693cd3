import { valueAt, type JsonObject, type Turnwise } from "@turnwise/core";
import { compileTemplate } from "@turnwise/jinja";
import type { TemplateSettings } from "../commands/preprocessor-options.ts";
import { UsageError } from "../commands/usage-error.ts";
import { reportConversation, type ConversationReport } from "./conversation-report.ts";
import { readRawConversation } from "./raw-conversation.ts";
import { rawRenderer } from "./raw-renderer.ts";
import { templateFault } from "./template-fault.ts";
import { isModel, readTemplateFile } from "./template-source.ts";

/** By the template alone: no tokenizer is asked, and the conversation's variables are the template's as they are. */
export async function reportFile(
  turnwise: Turnwise,
  source: string,
  path: string,
  {
    tokenizer,
    templateEngine = "jinja",
    templateArguments = {},
    turns = "split",
    trainPrefill = false,
    stopTokens = [],
    clock = new Date(),
  }: TemplateSettings,
): Promise<ConversationReport> {
  if (templateEngine !== "jinja")
    throw new UsageError(`--template-engine ${templateEngine}: it knows no origins; --conversation needs jinja.`);
  if (Object.keys(templateArguments).length > 0)
    throw new UsageError(`--template-arg goes into ${path} itself, beside messages, where there is --conversation.`);
  const { place, text, stops } = await templateOf(turnwise, source, tokenizer);
  const conversation = readRawConversation(path);
  const { variables } = conversation;
  const template = orFault(place, () => compileTemplate(text, { name: place }));
  return reportConversation(conversation, {
    renderer: rawRenderer(place, template, conversation),
    stopTokens: stopTokens.length > 0 ? stopTokens : [...stops, ...eosOf(variables)],
    controlTokens: null,
    policy: turns,
    trainPrefill,
    clock,
  });
}

interface TemplateOf {
  readonly place: string;
  readonly text: string;
  /** As a model's files name them. */
  readonly stops: readonly string[];
}

async function templateOf(turnwise: Turnwise, source: string, engine: string | undefined): Promise<TemplateOf> {
  if (!isModel(source)) {
    const { place, template, specialTokens } = readTemplateFile(source);
    const { eos_token: eos } = specialTokens;
    return { place, text: template.text, stops: eos === undefined ? [] : [eos] };
  }
  const { chatTemplate, tokenizer } = await turnwise.model(source, { tokenizer: engine });
  if (chatTemplate === null) throw new UsageError(`${source} has no chat template; name the file of one.`);
  return { place: source, text: chatTemplate.text, stops: tokenizer.endOfSequence.map(({ text }) => text) };
}

function eosOf(variables: JsonObject): readonly string[] {
  const eos = valueAt(variables, "eos_token");
  return typeof eos === "string" ? [eos] : [];
}

function orFault<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw templateFault(place, error);
  }
}
