import {
  isJsonArray,
  isJsonObject,
  pythonJson,
  TemplateError,
  unsupportedPart,
  valueAt,
  type Json,
  type Message,
  type RenderingBuilder,
} from "@turnwise/core";
import { messageField } from "./message-field.ts";
import { writeJsonText } from "./write-json-text.ts";

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
 * Writes the content of a tool message as Llama 3.1 and later do: as JSON, in quotes if it is plain text.
 *
 * @throws {RowError} `unsupported-part` for images, audio and video
 * @throws {TemplateError} if there is no content, or a bare number or boolean
 */
export function writeToolResult(family: string, builder: RenderingBuilder, message: Message, index: number): void {
  const content: Json | undefined = messageField(message, "content");
  if (isJsonArray(content)) refuseMedia(family, content, index);
  if (typeof content === "string") {
    writeJsonText(builder, content, index, "content");
  } else if (isJsonArray(content) || isJsonObject(content)) {
    builder.data(pythonJson(content), "body", { message: index, field: "content", start: -1 });
  } else {
    throw new TemplateError(
      `${family}: message ${index} is a tool result without text. Write its content as a string, "" for an empty one.`,
      { message: index, field: "content" },
    );
  }
}

function refuseMedia(family: string, parts: readonly Json[], index: number): void {
  for (const [position, part] of parts.entries()) {
    const type = isJsonObject(part) ? valueAt(part, "type") : undefined;
    if (typeof type !== "string" || !MEDIA.includes(type)) continue;
    throw unsupportedPart(family, part, { message: index, field: `content[${position}]` });
  }
}
