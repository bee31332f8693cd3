import type { Json } from "../contracts/json.ts";
import type { RenderOptions, TemplateRenderer } from "../contracts/template-renderer.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { RowError } from "../errors/row-error.ts";

const CHAT = [
  { role: "user", content: "question" },
  { role: "assistant", content: "answer" },
  { role: "user", content: "question" },
  { role: "assistant", content: "answer" },
];

/** The special token that a template prints behind an answer; none where there is none, or where nothing but text is known. */
export function endingOf(
  renderer: TemplateRenderer,
  options: RenderOptions,
  templateArguments: Readonly<Record<string, Json>>,
  { controlTokens }: Tokenizer,
): readonly string[] {
  try {
    const { text, segments, segmentCount } = renderer.render({ messages: CHAT, templateArguments }, options);
    let end = -1;
    for (let index = 0; index < segmentCount; index++) {
      if (segments.origin[index] === 1 && segments.message[index] === 1) end = segments.end[index] ?? -1;
    }
    if (end < 0) return [];
    const behind = text.slice(end);
    const ending = controlTokens.filter((token) => token.text !== "" && behind.trimStart().startsWith(token.text));
    return ending.map((token) => token.text);
  } catch (error) {
    if (error instanceof RowError) return [];
    throw error;
  }
}
