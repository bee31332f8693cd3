import type { AdaptedRow, AdapterSettings, Json, JsonObject, RecognisedShape, RowAdapter } from "@turnwise/core";
import { buildConversation, objectRow, optionalText, textField } from "./build-conversation.ts";
import { DiagnosticCounter } from "./diagnostic-counter.ts";
import { refusePreferenceRow } from "./refuse-preference-row.ts";
import { holdsText, unreadTexts } from "./sampled-rows.ts";

const QUESTIONS = ["question", "query", "problem", "prompt", "input"] as const;
const ANSWERS = ["answer", "response", "solution", "output", "reply"] as const;

/**
 * Rows of one exchange, in columns of any names: `--columns user=question,assistant=answer`, and `system` where there is one.
 *
 * @example
 * import { questionAnswerAdapter } from "@turnwise/data";
 *
 * questionAnswerAdapter.adapt({ q: "Capital of France?", a: "Paris." }, { columns: { user: "q", assistant: "a" } });
 */
export const questionAnswerAdapter: RowAdapter = {
  name: "question-answer",
  description: "one exchange in columns of any names: user, assistant, system",
  fields: ["user", "assistant", "system"],
  recognise,
  adapt,
};

/** One column with a usual name for a question, one with a usual name for an answer, and no other text. */
function recognise(rows: readonly JsonObject[]): RecognisedShape | null {
  const questions = QUESTIONS.filter((name) => holdsText(rows, name));
  const answers = ANSWERS.filter((name) => holdsText(rows, name));
  const [question] = questions;
  const [answer] = answers;
  if (question === undefined || answer === undefined || holdsText(rows, "instruction")) return null;
  const columns = { user: question, assistant: answer };
  const statement = `${question} as user, ${answer} as assistant`;
  const unread = [...questions.slice(1), ...answers.slice(1), ...unreadTexts(rows, [...questions, ...answers])];
  if (unread.length === 0) return { columns, statement };
  return {
    columns,
    statement,
    doubt: `besides ${question} and ${answer} there is text in ${unread.join(", ")}. Say what is read: --columns user=${question},assistant=${answer} without it, or add system=${unread[0] ?? ""}.`,
  };
}

function adapt(given: Json, { columns }: AdapterSettings = {}): AdaptedRow {
  const row = objectRow(given, '{"question": …, "answer": …} with --columns user=question,assistant=answer');
  refusePreferenceRow(row);
  const diagnostics = new DiagnosticCounter();
  const system = optionalText(row, "system", columns, diagnostics) ?? "";
  const messages: readonly Json[] = [
    ...(system === "" ? [] : [{ role: "system", content: system }]),
    { role: "user", content: textField(row, "user", columns, diagnostics) },
    { role: "assistant", content: textField(row, "assistant", columns, diagnostics) },
  ];
  return buildConversation(row, messages, columns, diagnostics);
}
