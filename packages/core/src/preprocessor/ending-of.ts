import type { Json } from "../contracts/json.ts";
import type { RenderOptions, TemplateRenderer } from "../contracts/template-renderer.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { RowError } from "../errors/row-error.ts";
import { createMarkup } from "../turns/markup.ts";

const CHAT = [
  { role: "user", content: "question" },
  { role: "assistant", content: "answer" },
  { role: "user", content: "question" },
  { role: "assistant", content: "answer" },
];

/**
 * The control token that a template prints right behind an answer, where no token that is known to stop generation stands before the
 * next message; none where there is none, or where nothing but text is known.
 *
 * @param controlTokens their texts; null without a tokenizer: whatever looks like one
 */
export function endingOf(
  renderer: TemplateRenderer,
  options: RenderOptions,
  templateArguments: Readonly<Record<string, Json>>,
  controlTokens: readonly string[] | null,
  stopTokens: readonly string[],
): readonly string[] {
  try {
    const behind = behindAnswer(renderer.render({ messages: CHAT, templateArguments }, options)).trimStart();
    if (stopTokens.some((token) => token !== "" && behind.includes(token))) return [];
    const tag = createMarkup(controlTokens, []).tags(behind)[0];
    const isControl = controlTokens === null || (tag !== undefined && controlTokens.includes(tag.text));
    return tag?.start === 0 && isControl ? [tag.text] : [];
  } catch (error) {
    if (error instanceof RowError) return [];
    throw error;
  }
}

/** The template's text between the first answer and the data behind it. */
function behindAnswer({ text, segments, segmentCount }: Rendering): string {
  let end = -1;
  for (let index = 0; index < segmentCount; index++) {
    if (segments.origin[index] !== 1) continue;
    if (segments.message[index] === 1) end = segments.end[index] ?? -1;
    else if (end >= 0) return text.slice(end, segments.end[index - 1]);
  }
  return end < 0 ? "" : text.slice(end);
}
