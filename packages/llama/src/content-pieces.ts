import {
  isJsonArray,
  isJsonObject,
  pythonLeftStrip,
  pythonRightStrip,
  pythonStrip,
  RowError,
  TemplateError,
  valueAt,
  type Json,
  type Message,
  type RenderingBuilder,
  type TurnPart,
} from "@turnwise/core";
import { messageField } from "./message-field.ts";

/** A piece of a message's text that knows where in the row it stands. */
export interface ContentPiece {
  readonly text: string;
  /** `content`, or `content[0].text`. */
  readonly field: string;
  /** Offset in that field's string, in UTF-16 code units. */
  readonly start: number;
}

/**
 * The text of a message, in one piece, or one a content part if the template reads parts. Absent content is no piece.
 *
 * @throws {RowError} `unsupported-part` for anything but text
 * @throws {TemplateError} for content parts where the template does not read them, and for content that is no text
 */
export function contentPieces(
  family: string,
  message: Message,
  index: number,
  readsParts: boolean,
): readonly ContentPiece[] {
  const content = messageField(message, "content");
  if (typeof content === "string") return [{ text: content, field: "content", start: 0 }];
  if (content === undefined) return [];
  if (!isJsonArray(content)) {
    throw new TemplateError(`${family}: message ${index} has content that is not text. Write it as a string.`, {
      message: index,
      field: "content",
    });
  }
  const pieces = content.map((part, position) => textPart(family, part, index, `content[${position}]`));
  if (readsParts) return pieces;
  throw new TemplateError(
    `${family}: message ${index} has a list of content parts, which this template prints as Python's repr of a list. ` +
      "Join the text parts to one string.",
    { message: index, field: "content" },
  );
}

function textPart(family: string, part: Json, index: number, field: string): ContentPiece {
  const type = isJsonObject(part) ? valueAt(part, "type") : undefined;
  if (!isJsonObject(part) || type !== "text") {
    throw new RowError(
      "unsupported-part",
      `${family}: message ${index} has a content part of type ${JSON.stringify(type ?? null)}; only text can be trained. ` +
        "Remove the part, or the row.",
      { message: index, field },
    );
  }
  const text = valueAt(part, "text") === undefined ? "" : valueAt(part, "text");
  if (typeof text === "string") return { text, field: `${field}.text`, start: 0 };
  throw new TemplateError(`${family}: message ${index} has a text part whose text is not a string. Write it as one.`, {
    message: index,
    field: `${field}.text`,
  });
}

/** Jinja's `|trim` over the joined pieces; each piece keeps its place. */
export function trimPieces(pieces: readonly ContentPiece[]): readonly ContentPiece[] {
  const [only] = pieces;
  if (only === undefined) return pieces;
  if (pieces.length === 1) {
    const { text, start } = pythonStrip(only.text);
    return [{ text, field: only.field, start: only.start + start }];
  }
  return trimEnd(trimStart(pieces));
}

function trimStart(pieces: readonly ContentPiece[]): readonly ContentPiece[] {
  for (const [position, piece] of pieces.entries()) {
    const { text, start } = pythonLeftStrip(piece.text);
    if (text !== "") return [{ ...piece, text, start: piece.start + start }, ...pieces.slice(position + 1)];
  }
  return [];
}

function trimEnd(pieces: readonly ContentPiece[]): readonly ContentPiece[] {
  for (let last = pieces.length - 1; last >= 0; last--) {
    const piece = pieces[last];
    const text = piece === undefined ? "" : pythonRightStrip(piece.text);
    if (piece !== undefined && text !== "") return [...pieces.slice(0, last), { ...piece, text }];
  }
  return [];
}

export function writePieces(
  builder: RenderingBuilder,
  pieces: readonly ContentPiece[],
  part: TurnPart,
  message: number,
): void {
  for (const { text, field, start } of pieces) builder.data(text, part, { message, field, start });
}
