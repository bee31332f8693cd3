import {
  contentNotText,
  isJsonArray,
  isJsonObject,
  TemplateError,
  unsupportedPart,
  valueAt,
  type Json,
  type JsonObject,
  type TextPiece,
} from "@turnwise/core";
import type { Printing } from "./printing.ts";
import { scalarText } from "./scalar-text.ts";
import { joinedText, wholeField, type SourcedText } from "./sourced-text.ts";

/**
 * A message's content as Qwen 3.5 reads it: a text, a list of parts, or nothing.
 *
 * @throws {RowError} `unsupported-part` for images and videos, which are tokens that only a processor can fill
 * @throws {TemplateError} in the template's words, for anything else
 */
export function readContent({ family, messages }: Printing, message: number): SourcedText {
  const content: Json | undefined = messages[message]?.content;
  if (typeof content === "string") return wholeField(content, "content");
  if (content === undefined || content === null) return { text: "", pieces: [] };
  if (!isJsonArray(content)) {
    throw new TemplateError(`${family}: Unexpected content type. Give message ${message} a text or a list of parts.`, {
      message,
      field: "content",
    });
  }
  const isSystem = message === 0 && messages[0]?.role === "system";
  return joinedText(content.map((part, index) => readPart(part, { family, message, index, isSystem })));
}

interface PartPlace {
  readonly family: string;
  readonly message: number;
  readonly index: number;
  readonly isSystem: boolean;
}

function readPart(part: Json, place: PartPlace): TextPiece {
  const field = `content[${place.index}]`;
  if (!isJsonObject(part)) throw contentNotText(place.family, part, { message: place.message, field });
  refuseMedia(part, place, field);
  const given = valueAt(part, "text");
  if (given === undefined) {
    throw new TemplateError(
      `${place.family}: Unexpected item type in content. Part ${place.index} of message ${place.message} has no text.`,
      { message: place.message, field },
    );
  }
  const text = scalarText(given);
  if (text === null) throw contentNotText(place.family, given, { message: place.message, field: `${field}.text` });
  return { text, field: `${field}.text`, start: typeof given === "string" ? 0 : -1 };
}

function refuseMedia(part: JsonObject, { family, message, isSystem }: PartPlace, field: string): void {
  const type = valueAt(part, "type");
  const has = (key: string): boolean => valueAt(part, key) !== undefined;
  const isImage = has("image") || has("image_url") || type === "image";
  if (!isImage && !has("video") && type !== "video") return;
  const at = { message, field };
  if (!isSystem) throw unsupportedPart(family, part, at);
  throw new TemplateError(`${family}: System message cannot contain ${isImage ? "images" : "videos"}.`, at);
}
