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
  return {
    reach: reachOf(messages, messageCount),
    ending(message) {
      const ending = endings.get(message);
      return ending === undefined ? null : new TracedEnding(ending);
    },
  };
}

const TAILS_KEPT = 100;

const tails = new Map<string, Rendering>();

/** What ends a beginning. A generation prompt is the same behind every message of every row, so it is kept. */
function tailOf(segments: readonly Segment[]): Rendering {
  const [only] = segments;
  const text = segments.length === 0 ? "" : segments.length === 1 && isOutsideLoop(only) ? only.text : null;
  const known = text === null ? undefined : tails.get(text);
  if (known !== undefined) return known;
  const tail = renderingOf(segments);
  if (tails.size >= TAILS_KEPT) tails.clear();
  if (text !== null) tails.set(text, tail);
  return tail;
}

/** Its renderings are made when they are asked for. */
class TracedEnding implements RenderingEnding {
  readonly start: number;
  readonly #ending: Ending;

  constructor(ending: Ending) {
    this.start = ending.start;
    this.#ending = ending;
  }

  get prompt(): Rendering {
    return tailOf(this.#ending.prompt);
  }

  get plain(): Rendering {
    return tailOf(this.#ending.plain);
  }
}

function isOutsideLoop(segment: Segment | undefined): segment is Segment {
  return segment !== undefined && segment.origin === "template" && segment.message < 0;
}

function reachOf(messages: readonly MessageTrace[], messageCount: number): readonly number[] {
  const reach: number[] = [];
  for (let message = 0; message < messageCount; message++) reach.push(-1);
  for (const { message, reachAfter } of messages) reach[message] = reachAfter;
  return reach;
}

function renderingOf(segments: readonly Segment[]): Rendering {
  const builder = createRenderingBuilder();
  write(builder, segments);
  return builder.finish({ generated: null, trace: null });
}

function write(builder: RenderingBuilder, segments: readonly Segment[]): void {
  for (const { text, origin, path, sourceStart, message } of segments) {
    if (origin === "template") builder.template(text, null, null, message);
    else builder.data(text, null, placeOf(path, sourceStart));
  }
}

/** Where data stands in the conversation. */
interface DataPlace {
  readonly message: number;
  readonly field: string;
  readonly start: number;
}

/** `["messages", 2, "tool_calls", 0, "function", "name"]` is `tool_calls[0].function.name` of message 2. */
function placeOf(path: readonly (string | number)[], start: number): DataPlace {
  const message = path[1];
  if (path[0] === "messages" && typeof message === "number") return { message, field: fieldOf(path, 2), start };
  return { message: -1, field: fieldOf(path, 0), start };
}

/** The keys of a path from an index on, as JavaScript would write them. */
function fieldOf(path: readonly (string | number)[], from: number): string {
  let field = "";
  for (let at = from; at < path.length; at++) {
    const key = path[at];
    if (typeof key === "number") field += `[${key}]`;
    else field += at === from ? key : `.${key}`;
  }
  // Reasoning is given to templates by two names; rows have it by one.
  return field === "thinking" ? "reasoning_content" : field;
}
