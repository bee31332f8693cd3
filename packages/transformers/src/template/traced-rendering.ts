import type { Ending, MessageTrace, RenderResult, Segment } from "@turnwise/jinja";
import {
  createRenderingBuilder,
  type Rendering,
  type RenderingBuilder,
  type RenderingEnding,
  type RenderingTrace,
} from "@turnwise/core";

/** What the Jinja engine printed, as a rendering whose turns and parts are still to be derived. */
export function tracedRendering(result: RenderResult, messageCount: number): Rendering {
  const builder = createRenderingBuilder();
  write(builder, result.segments);
  return builder.finish({ generated: result.generated, trace: traceOf(result, messageCount) });
}

function traceOf({ messages, endings }: RenderResult, messageCount: number): RenderingTrace {
  const known = new Map<number, RenderingEnding>();
  return {
    reach: reachOf(messages, messageCount),
    ending(message) {
      const ending = endings.get(message);
      if (ending === undefined) return null;
      const made = known.get(message) ?? endingOf(ending);
      known.set(message, made);
      return made;
    },
  };
}

function reachOf(messages: readonly MessageTrace[], messageCount: number): readonly number[] {
  const reach = Array.from({ length: messageCount }, () => -1);
  for (const { message, reachAfter } of messages) reach[message] = reachAfter;
  return reach;
}

function endingOf({ start, prompt, plain }: Ending): RenderingEnding {
  return { start, prompt: tailOf(prompt), plain: tailOf(plain) };
}

function tailOf(segments: readonly Segment[]): Rendering {
  const builder = createRenderingBuilder();
  write(builder, segments);
  return builder.finish({ generated: null, trace: null });
}

function write(builder: RenderingBuilder, segments: readonly Segment[]): void {
  for (const { text, origin, path, sourceStart, message } of segments) {
    if (origin === "template") builder.template(text, null, null, message);
    else builder.data(text, null, { ...placeOf(path), start: sourceStart });
  }
}

/** `["messages", 2, "tool_calls", 0, "function", "name"]` is `tool_calls[0].function.name` of message 2. */
function placeOf(path: readonly (string | number)[]): { readonly message: number; readonly field: string } {
  const [variable, message] = path;
  if (variable === "messages" && typeof message === "number") return { message, field: fieldOf(path.slice(2)) };
  return { message: -1, field: fieldOf(path) };
}

function fieldOf(path: readonly (string | number)[]): string {
  const field = path.map((key, at) => (typeof key === "number" ? `[${key}]` : at === 0 ? key : `.${key}`)).join("");
  // Reasoning is given to templates by two names; rows have it by one.
  return field === "thinking" ? "reasoning_content" : field;
}
