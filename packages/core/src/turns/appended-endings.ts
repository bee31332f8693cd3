import type { Rendering, RenderingTrace } from "../contracts/rendering.ts";
import { createRenderingBuilder } from "../rendering/rendering-builder.ts";
import { RowError } from "../errors/row-error.ts";
import { appendRange } from "../rendering/join-ranges.ts";

/**
 * The generation prompt of rows with the same template arguments and tools. Such a renderer puts it behind whatever messages say, so one
 * row has it rendered for all.
 */
export interface KeptPrompt {
  prompt: Rendering | null;
}

/**
 * How the beginnings of a conversation end under a renderer that only appends (`TemplateRenderer.appends`): where the turn of the next
 * message begins, with nothing behind it or with the generation prompt.
 *
 * ```
 * full   <|im_start|>user\nq1<|im_end|>\n<|im_start|>assistant\na1<|im_end|>\n
 *        ↑ not before the first message  ↑ ending(1)
 * ```
 *
 * @param renderPrompt the conversation with the generation prompt; asked once
 * @param count how many messages of the conversation that has; all of them if left out
 * @param kept what rows of one kind share; the row's own if left out
 * @param told whether the messages before a message are printed as the whole begins
 */
export function appendedEndings(
  full: Rendering,
  renderPrompt: () => Rendering,
  count?: number,
  kept: KeptPrompt = { prompt: null },
  told: (message: number) => boolean = () => true,
): RenderingTrace["ending"] {
  const starts = turnStarts(full);
  let isRefused = false;
  return (message) => {
    const start = starts.get(message);
    if (start === undefined || isRefused || !told(message)) return null;
    kept.prompt ??= addedText(full, renderPrompt, starts.get(count ?? -1));
    const { prompt } = kept;
    isRefused = prompt === null;
    return prompt === null ? null : { start, prompt, plain: NOTHING };
  };
}

const NOTHING = createRenderingBuilder().finish({ generated: null, trace: null });

/** Where the turn begins that a message opens, for every message but the first; none if turns do not stand in the order of messages. */
function turnStarts({ segments, segmentCount, turns }: Rendering): ReadonlyMap<number, number> {
  const starts = new Map<number, number>();
  let segment = 0;
  let next = 0;
  for (const [turn, { messages }] of turns.entries()) {
    if (messages.length === 0) continue;
    if (messages.some((message, index) => message !== next + index)) return new Map();
    while (segment < segmentCount && (segments.turn[segment] ?? -1) < turn) segment++;
    if (next > 0) starts.set(next, segment === 0 ? 0 : (segments.end[segment - 1] ?? 0));
    next += messages.length;
  }
  return starts;
}

/** What a generation prompt adds; null if that is not all it does, or is refused. */
function addedText({ text }: Rendering, renderPrompt: () => Rendering, start: number = text.length): Rendering | null {
  try {
    const rendering = renderPrompt();
    if (!rendering.text.startsWith(text.slice(0, start))) return null;
    const builder = createRenderingBuilder();
    appendRange(builder, { rendering, start, end: rendering.text.length });
    return builder.finish({ generated: null, trace: null });
  } catch (error) {
    if (error instanceof RowError) return null;
    throw error;
  }
}
