import { RowError, TemplateError } from "@turnwise/core";
import { readTemplate, templateNames } from "./conformance.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { deriveRow, type DerivedRow } from "./derived-row.ts";

/** Tokens that stop generation in one model or another. A base model's name says nothing of them, so all are given to each. */
const STOP_TOKENS: readonly string[] = (
  "<|calls|> <|tools_suffix|> <|im_end|> <|eot_id|> <|eom_id|> <end_of_turn> <turn|> </s> <|end|> <|return|> <|call|> <|endoftext|> " +
  "<|end_of_text|> <|END_OF_TURN_TOKEN|> <｜end▁of▁sentence｜> <|eot|> <seed:eos> [|endofturn|] <|assistant_end|> <SPECIAL_12> <|eos|> " +
  "<|message_sep|> <|stop|> <end_of_sentence> <|EOT|> <end_of_utterance> [e~["
).split(" ");

/** What the models behind a template's name stop at. */
export function stopTokensOf(template: string): readonly string[] {
  const stops = STOP_TOKENS.filter((token) => !(template.includes("gptoss") && token === "<|end|>"));
  if (template.includes("GLM")) stops.push("<|user|>", "<|observation|>");
  if (template.includes("gemma-4")) stops.push("<|tool_response>");
  return stops;
}

const SPECIAL_TOKENS = { bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>", pad_token: "<pad>" };

/** What became of one conversation under one template. */
export interface Outcome {
  readonly template: string;
  readonly conversation: string;
  /** Null: the template refuses the conversation. */
  readonly row: DerivedRow | null;
  /** Under the policy `split`; the code of a refusal begins with `refused`. */
  readonly outcome: string;
}

export const OUTCOMES: readonly string[] = ["exact", "exact, last end token appended", "split", "composed"];

/** Every template with every conversation. */
export function survey(): readonly Outcome[] {
  return Object.keys(CONVERSATIONS).flatMap((conversation) =>
    templateNames().map((template) => ({ template, conversation, ...outcomeOf(template, conversation) })),
  );
}

function outcomeOf(template: string, conversation: string): Pick<Outcome, "row" | "outcome"> {
  const given = CONVERSATIONS[conversation] ?? { messages: [] };
  try {
    const row = deriveRow(readTemplate(template), given, SPECIAL_TOKENS, stopTokensOf(template));
    return { row, outcome: judge(row) };
  } catch (error) {
    if (error instanceof TemplateError) return { row: null, outcome: "does not render" };
    throw error;
  }
}

function judge(row: DerivedRow): string {
  try {
    row.plan("split");
  } catch (error) {
    if (error instanceof RowError) return `refused: ${error.code}`;
    throw error;
  }
  const verdicts = row.turns.map(({ verdict }) => verdict);
  if (verdicts.includes("composed")) return "composed";
  if (verdicts.includes("split")) return "split";
  return row.turns.some(({ endAppended }) => endAppended) ? "exact, last end token appended" : "exact";
}
