import type { Rendering, RenderingTrace, Turn } from "../contracts/rendering.ts";
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
    const start = starts[message];
    if (start === undefined || isRefused || !told(message)) return null;
    kept.prompt ??= addedText(full, renderPrompt, starts[count ?? -1]);
    const { prompt } = kept;
    isRefused = prompt === null;
    return prompt === null ? null : { start, prompt, plain: NOTHING };
  };
}

const NOTHING = createRenderingBuilder().finish({ generated: null, trace: null });

/** By message: where the turn begins that it opens, if it opens one and is not the first; none if turns do not stand in the order of messages. */
function turnStarts({ segments, segmentCount, turns }: Rendering): readonly (number | undefined)[] {
  const starts: (number | undefined)[] = [];
  let segment = 0;
  for (let turn = 0; turn < turns.length; turn++) {
    const { messages } = turns[turn] ?? NO_TURN;
    while (segment < segmentCount && (segments.turn[segment] ?? -1) < turn) segment++;
    const start = segment === 0 ? 0 : segments.end[segment - 1];
    for (let index = 0; index < messages.length; index++) {
      if (messages[index] !== starts.length) return [];
      starts.push(index === 0 && starts.length > 0 ? start : undefined);
    }
  }
  return starts;
}

const NO_TURN: Pick<Turn, "messages"> = { messages: [] };

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
