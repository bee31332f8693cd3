import type { CAC } from "cac";
import { style } from "../terminal/style.ts";
import type { ConversationReport } from "../template/conversation-report.ts";
import { formatConversation } from "../template/format-conversation.ts";
import { formatProfile } from "../template/format-profile.ts";
import { reportFile } from "../template/report-file.ts";
import { studySource } from "../template/studied-template.ts";
import { choiceOption, textOption, type GivenOptions } from "./options.ts";
import { addTemplateOptions, templateSettings } from "./preprocessor-options.ts";
import { openSession } from "./session.ts";
import { UsageError } from "./usage-error.ts";

export function addTemplateCommand(program: CAC): void {
  const command = program.command(
    "template <model|file>",
    "Show what a chat template does: of a model, a .jinja file or a tokenizer_config.json",
  );
  addTemplateOptions(command)
    .option("--conversation <file>", "Show this conversation's turns instead: the template's variables as JSON")
    .option("--format <name>", "text or json (default: text)")
    .example("turnwise template models/gemma-3")
    .example("turnwise template chatml.jinja --stop-token '<|im_end|>'")
    .example("turnwise template chatml.jinja --stop-token '<|im_end|>' --conversation row.json --format json")
    .action(runTemplate);
}

async function runTemplate(source: string, given: GivenOptions): Promise<void> {
  const format = choiceOption(given, "format", ["text", "json"]) ?? "text";
  const session = await openSession(given);
  const settings = templateSettings(session.options, session.config);
  const paint = style(process.stdout);
  const conversation = textOption(given, "conversation");
  if (conversation === undefined) {
    if (given["turns"] !== undefined) throw new UsageError("--turns says what to train of a --conversation; give one.");
    const studied = await studySource(session.turnwise, source, settings, settings.clock ?? new Date());
    console.log(format === "json" ? JSON.stringify(studied, null, 2) : formatProfile(studied, paint));
    return;
  }
  const report = await reportFile(session.turnwise, source, conversation, settings);
  console.log(format === "json" ? JSON.stringify(plain(report), null, 2) : formatConversation(report, paint));
}

/** What scripts read: spans follow from the texts. */
function plain({ examples, ...report }: ConversationReport): object {
  return { ...report, examples: examples.map(({ spans: _spans, ...example }) => example) };
}
