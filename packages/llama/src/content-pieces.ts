import {
  contentNotText,
  isJsonArray,
  joinPieces,
  pythonStrip,
  slicePieces,
  textParts,
  writePieces,
  type Message,
  type RenderingBuilder,
  type TextPiece,
} from "@turnwise/core";
import { messageField } from "./message-field.ts";

/** What a template reads as content: text alone, or lists of content parts, too. */
export type ContentForm = "text" | "parts";

/**
 * The text of a message, in one piece, or one a content part if the template reads parts. Absent content is no piece.
 *
 * @throws {RowError} `unsupported-part` for anything but text; `content-not-text` for content parts where the template prints
 * them as Python's repr of a list, and for content that is neither text nor parts
 */
export function contentPieces(
  family: string,
  message: Message,
  index: number,
  reads: ContentForm,
): readonly TextPiece[] {
  const content = messageField(message, "content");
  if (typeof content === "string") return [{ text: content, field: "content", start: 0 }];
  if (content === undefined) return [];
  const parts = isJsonArray(content) ? textParts(family, content, index) : null;
  if (parts === null || reads === "text") throw contentNotText(family, content, { message: index, field: "content" });
  return parts.map(({ text = "", field }) => {
    if (typeof text !== "string") throw contentNotText(family, text, { message: index, field });
    return { text, field, start: 0 };
  });
}

/** The same behind Jinja's `|trim`, which sees the joined text. */
export function trimmedContent(
  family: string,
  message: Message,
  index: number,
  reads: ContentForm,
): readonly TextPiece[] {
  const pieces = contentPieces(family, message, index, reads);
  return slicePieces(pieces, pythonStrip(joinPieces(pieces)));
}

/** Writes what `trimmedContent` gives as an answer, or as the only data of a turn. */
export function writeTrimmedBody(
  builder: RenderingBuilder,
  family: string,
  message: Message,
  index: number,
  reads: ContentForm,
): void {
  const { content } = message;
  if (typeof content === "string") {
    const { text, start } = pythonStrip(content);
    builder.data(text, "body", { message: index, field: "content", start });
  } else writeBody(builder, trimmedContent(family, message, index, reads), index);
}

/** Writes the pieces as an answer, or as the only data of a turn. */
export function writeBody(builder: RenderingBuilder, pieces: readonly TextPiece[], message: number): void {
  writePieces(pieces, message, (text, from) => builder.data(text, "body", from));
}
