import { isJsonArray, isJsonObject, RowError, valueAt, type Json } from "@turnwise/core";
import { quoted, shown } from "./shown.ts";

/** What to do about a part that is no text. */
const CURES: Readonly<Record<string, string>> = {
  input_text: 'Write it as {"type": "text", "text": …}.',
  output_text: 'Write it as {"type": "text", "text": …}.',
  tool_use: "Write the call into tool_calls.",
  tool_result: "Write the result as a message with the role tool.",
  thinking: "Write it into reasoning_content.",
  reasoning: "Write it into reasoning_content.",
};

/**
 * Content is text, or a list of text parts; only an assistant message that calls tools may leave it out.
 *
 * @param content undefined if the key is missing or null
 * @throws {RowError} `content-missing`, `content-not-text`, `unsupported-part`
 */
export function checkContent(content: Json | undefined, role: string, callsTools: boolean, index: number): void {
  const path = `messages[${index}].content`;
  const at = { message: index, field: "content" };
  if (typeof content === "string") return;
  if (content === undefined) {
    if (role === "assistant" && callsTools) return;
    const who =
      role === "assistant" ? "an assistant message without tool_calls" : `a message with the role ${quoted(role)}`;
    throw new RowError(
      "content-missing",
      `${path} is missing or null: ${who} needs text. Give its text ("" if there is none), or leave the row out.`,
      at,
    );
  }
  if (!isJsonArray(content)) {
    const cure = isJsonObject(content)
      ? "Write it as JSON text (json.dumps)."
      : `Write it as text: ${JSON.stringify(String(content))}.`;
    throw new RowError("content-not-text", `${path} is ${shown(content)}, where text belongs. ${cure}`, at);
  }
  for (const [part, value] of content.entries()) checkPart(value, index, part);
}

function checkPart(part: Json, index: number, position: number): void {
  const path = `messages[${index}].content[${position}]`;
  const at = { message: index, field: `content[${position}]` };
  if (!isJsonObject(part)) {
    throw new RowError(
      "content-not-text",
      `${path} is ${shown(part)}, where a part {"type": "text", "text": …} belongs.`,
      at,
    );
  }
  const type = valueAt(part, "type");
  if (type !== "text") {
    const cure = (typeof type === "string" ? CURES[type] : undefined) ?? "Take the part out, or leave the row out.";
    const found =
      type === undefined
        ? `${shown(part)} and no type`
        : `a part of the type ${typeof type === "string" ? quoted(type) : shown(type)}`;
    throw new RowError(
      "unsupported-part",
      `${path} is ${found}; only parts of the type "text" can be prepared. ${cure}`,
      at,
    );
  }
  const text = valueAt(part, "text");
  if (typeof text !== "string") {
    const renamed = typeof valueAt(part, "value") === "string" ? ' Rename its key "value" to "text".' : "";
    throw new RowError("content-not-text", `${path}.text is ${shown(text)}, where text belongs.${renamed}`, {
      message: index,
      field: `content[${position}].text`,
    });
  }
  const flag = ["train", "weight"].find((key) => (valueAt(part, key) ?? null) !== null);
  if (flag !== undefined) {
    throw new RowError(
      flag === "train" ? "bad-train-flag" : "bad-weight",
      `${path}.${flag} stands on a part, and only messages carry it. Give the message ${flag}, with plain text as content.`,
      at,
    );
  }
}
