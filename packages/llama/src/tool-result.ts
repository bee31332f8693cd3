import { isJsonArray, isJsonObject, pythonJson, RowError, TemplateError, valueAt } from "@turnwise/core";
import type { Json, Message } from "@turnwise/core";
import { messageField } from "./message-field.ts";

/** Content parts that hold no text, by their `type`. */
const MEDIA: readonly string[] = [
  "image",
  "image_url",
  "input_image",
  "audio",
  "audio_url",
  "input_audio",
  "video",
  "video_url",
];

/**
 * What Llama 3.1 and later print for the content of a tool message: its JSON, quotes around plain text included.
 *
 * @throws {RowError} `unsupported-part` for images, audio and video
 * @throws {TemplateError} if there is no content, or a bare number or boolean
 */
export function toolResultJson(family: string, message: Message, index: number): string {
  const content: Json | undefined = messageField(message, "content");
  if (isJsonArray(content)) refuseMedia(family, content, index);
  if (typeof content === "string" || isJsonArray(content) || isJsonObject(content)) return pythonJson(content);
  throw new TemplateError(
    `${family}: message ${index} is a tool result without text. Write its content as a string, "" for an empty one.`,
    { message: index, field: "content" },
  );
}

function refuseMedia(family: string, parts: readonly Json[], index: number): void {
  for (const [position, part] of parts.entries()) {
    const type = isJsonObject(part) ? valueAt(part, "type") : undefined;
    if (typeof type !== "string" || !MEDIA.includes(type)) continue;
    throw new RowError(
      "unsupported-part",
      `${family}: message ${index} has a content part of type "${type}"; only text can be trained. Remove the part, or the row.`,
      { message: index, field: `content[${position}]` },
    );
  }
}
