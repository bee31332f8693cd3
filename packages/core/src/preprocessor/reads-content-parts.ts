import type { Json } from "../contracts/json.ts";
import type { RenderOptions, TemplateRenderer } from "../contracts/template-renderer.ts";
import { RowError } from "../errors/row-error.ts";

/** Whether a template prints the text of content parts, and not a list as Python writes it, by rendering one. */
export function readsContentParts(
  renderer: TemplateRenderer,
  options: RenderOptions,
  templateArguments: Readonly<Record<string, Json>>,
): boolean {
  const content = [{ type: "text", text: "question" }];
  const answer = [{ type: "text", text: "answer" }];
  try {
    const rendering = renderer.render(
      {
        messages: [
          { role: "user", content },
          { role: "assistant", content: answer },
        ],
        templateArguments,
      },
      options,
    );
    const printed = Array.from({ length: rendering.segmentCount }, (_, index) => rendering.segment(index));
    return [0, 1].every((message) =>
      printed.some(
        (segment) => segment.message === message && segment.field === "content[0].text" && segment.sourceStart === 0,
      ),
    );
  } catch (error) {
    if (error instanceof RowError) return false;
    throw error;
  }
}
