import { isJsonObject, RowError, valueAt, type Json, type JsonObject } from "@turnwise/core";
import { shown } from "./shown.ts";

export const CONTINUE_FINAL_MESSAGE = "continue_final_message";

/**
 * Whether the last message is to be continued, as transformers and vLLM say it: the column `continue_final_message`, or the same key of
 * `chat_template_kwargs`; true, false, or the name of the field that is continued.
 *
 * @throws {RowError} `bad-prefill`
 */
export function readContinueFinalMessage(row: JsonObject): boolean | string | undefined {
  const templateArguments = valueAt(row, "chat_template_kwargs");
  const inArguments = isJsonObject(templateArguments) ? read(valueAt(templateArguments, CONTINUE_FINAL_MESSAGE)) : null;
  const inRow = read(valueAt(row, CONTINUE_FINAL_MESSAGE));
  if (inRow !== null && inArguments !== null && inRow !== inArguments) {
    throw new RowError(
      "bad-prefill",
      `${CONTINUE_FINAL_MESSAGE} is ${shown(inRow)}, and ${shown(inArguments)} in chat_template_kwargs. Keep one.`,
    );
  }
  return inRow ?? inArguments ?? undefined;
}

function read(value: Json | undefined): boolean | string | null {
  if (value === undefined || value === null) return null;
  if (typeof value === "boolean" || typeof value === "string") return value;
  throw new RowError(
    "bad-prefill",
    `${CONTINUE_FINAL_MESSAGE} is ${shown(value)}; it is true, false, or the name of a field such as "reasoning_content".`,
  );
}
