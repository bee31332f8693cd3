import {
  contentNotText,
  isJsonArray,
  pythonStrip,
  pythonText,
  pythonTruth,
  textParts,
  type CalledFunction,
  type DataPlace,
  type Json,
  type Message,
  type Slice,
  type TextPart,
} from "@turnwise/core";
import { templateFault } from "./faults.ts";
import type { TurnWriter } from "./turn-writer.ts";
import { withoutThinking } from "./without-thinking.ts";

/** Index of the last message of the user, -1 if there is none. */
export function lastUserMessage(messages: readonly Message[]): number {
  return messages.findLastIndex(({ role }) => role === "user");
}

/** A list field of a message, empty if the template would skip it. */
export function listField(family: string, message: Message, index: number, field: string): readonly Json[] {
  const value = message[field];
  if (!pythonTruth(value)) return [];
  if (isJsonArray(value)) return value;
  throw templateFault(family, `${field} needs to be a list`, { message: index, field });
}

/** A piece of text and where it came from. */
export interface ContentPiece extends DataPlace {
  readonly text: string;
}

/** What a turn of Gemma 4 prints of content: trimmed, an assistant's without its thoughts. Empty pieces are left out. */
export function contentPieces(family: string, message: Message, index: number): readonly ContentPiece[] {
  const { content, role } = message;
  if (content === null || content === undefined) return [];
  const pieces: ContentPiece[] = [];
  const add = (text: Json | undefined, field: string): void => {
    const slices = role === "assistant" ? withoutThinking(textOf(family, text, index, field)) : [trimmed(text)];
    for (const slice of slices) {
      if (slice.text !== "") pieces.push({ text: slice.text, message: index, field, start: slice.start });
    }
  };
  if (typeof content === "string") add(content, "content");
  else for (const { text, field } of listedParts(family, content, index)) add(text, field);
  return pieces;
}

/** @throws {RowError} `content-not-text` if it is no list, `unsupported-part` for parts other than text */
export function listedParts(family: string, content: Json, message: number): readonly TextPart[] {
  if (isJsonArray(content)) return textParts(family, content, message);
  throw contentNotText(family, content, { message, field: "content" });
}

/** @throws {RowError} `content-not-text` if a text part holds no text */
export function textOf(family: string, text: Json | undefined, message: number, field: string): string {
  if (typeof text === "string") return text;
  throw contentNotText(family, text, { message, field });
}

/** `{{ value | trim }}`; the start is -1 where the text does not stand in the value as it is. */
export function trimmed(value: Json | undefined): Slice {
  const slice = pythonStrip(pythonText(value));
  return typeof value === "string" ? slice : { text: slice.text, start: -1 };
}

/** The opening of a call; `template` text of calls wraps `tool_calls`. */
export function openCall(turn: TurnWriter, called: CalledFunction, message: number): void {
  turn.template("<|tool_call>call:", "tool_calls");
  turn.data(called.name, { message, field: `${called.field}.name`, start: 0 });
  turn.template("{", "tool_calls");
}
