import type { Conversation } from "../contracts/conversation.ts";
import type { NamedToken } from "../contracts/tokenizer.ts";
import type { Json } from "../contracts/json.ts";
import { RowError } from "../errors/row-error.ts";
import { entriesOf, isJsonArray, isJsonObject } from "../json/json-object.ts";
import { orTooDeep } from "../json/or-too-deep.ts";

/**
 * Where a rendering does not tell data from template, text of the data could become a control token: such rows are refused.
 *
 * @throws {RowError} `control-token-in-data`, `nested-too-deep`
 */
export function createControlTokenCheck(controlTokens: readonly NamedToken[]): (conversation: Conversation) => void {
  const texts = controlTokens.flatMap(({ text }) => (text === "" ? [] : [escape(text)]));
  if (texts.length === 0) return () => {};
  const pattern = new RegExp(texts.join("|"));
  return ({ messages, tools, templateArguments }) => {
    orTooDeep(() => {
      messages.forEach((fields, message) => {
        for (const [field, value] of Object.entries(fields)) check(value, pattern, { message, field });
      });
      check(tools ?? null, pattern, { message: -1, field: "tools" });
      for (const [field, value] of Object.entries(templateArguments ?? {}))
        check(value, pattern, { message: -1, field });
    });
  };
}

function check(
  value: Json | undefined,
  pattern: RegExp,
  at: { readonly message: number; readonly field: string },
): void {
  if (typeof value === "string") {
    const found = pattern.exec(value)?.[0];
    if (found !== undefined) {
      throw new RowError(
        "control-token-in-data",
        `${at.message < 0 ? at.field : `message ${at.message}: ${at.field}`} holds the text ${found}, which would become a control token, because nothing tells data from template here. Use a family that knows the template, or leave the row out.`,
        at,
      );
    }
  } else if (isJsonArray(value)) {
    for (const item of value) check(item, pattern, at);
  } else if (isJsonObject(value)) {
    for (const [key, item] of entriesOf(value)) {
      check(key, pattern, at);
      check(item, pattern, at);
    }
  }
}

function escape(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
