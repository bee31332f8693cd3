import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering } from "../contracts/rendering.ts";
import { RowError } from "../errors/row-error.ts";
import { pythonRightStrip, pythonStrip } from "../rendering/python-strip.ts";
import { sliceRendering } from "../rendering/slice-rendering.ts";
import { textRendering } from "../rendering/text-rendering.ts";
import type { RenderConversation } from "./end-probes.ts";
import { PREFILL_MARK, type Prefill } from "./prefill.ts";

/**
 * Renders as `render` does; the conversation whose last message is to be continued up to where the data of that message ends, as
 * `apply_chat_template(…, continue_final_message=True)` of transformers 5.23 cuts it.
 *
 * ```
 * marked     …<|assistant|>\nParis isCONTINUE_FINAL_MESSAGE_TAG <|end|>\n
 * rendering  …<|assistant|>\nParis is
 * ```
 */
export function renderingPrefill(
  render: RenderConversation,
  conversation: Conversation,
  prefill: Prefill,
): RenderConversation {
  return (given, addGenerationPrompt, endBefore) =>
    given === conversation && !addGenerationPrompt
      ? cutAtMark(render(prefill.marked, false, endBefore), prefill)
      : render(given, addGenerationPrompt, endBefore);
}

/** @throws {RowError} `prefill-not-printed` */
function cutAtMark(marked: Rendering, prefill: Prefill): Rendering {
  const mark = marked.provenance === "text" ? markInText(marked) : markInData(marked, prefill);
  const before = marked.text.slice(0, mark ?? 0);
  const trimmed = pythonRightStrip(before);
  if (mark === null || !trimmed.endsWith(pythonStrip(prefill.text).text)) throw notPrinted(prefill);
  const end = marked.text.startsWith(PREFILL_MARK, mark) ? mark : trimmed.length;
  if (marked.provenance === "text") return textRendering(marked.text.slice(0, end));
  const { generated, trace } = marked;
  return {
    ...sliceRendering(marked, 0, end),
    generated:
      generated && generated.filter(([from]) => from < end).map(([from, to]) => [from, Math.min(to, end)] as const),
    trace: trace && {
      reach: trace.reach,
      ending(message) {
        const ending = trace.ending(message);
        return ending !== null && ending.start <= end ? ending : null;
      },
    },
  };
}

/** Where nothing but text is known, as transformers finds it. */
function markInText({ text }: Rendering): number | null {
  const at = text.lastIndexOf(PREFILL_MARK.trimEnd());
  return at < 0 ? null : at;
}

/** Where the last data of the message holds the mark behind the text that is continued; null if that is other data. */
function markInData(rendering: Rendering, { message, text }: Prefill): number | null {
  const { origin, message: from } = rendering.segments;
  for (let index = rendering.segmentCount - 1; index >= 0; index--) {
    if (origin[index] !== 1 || from[index] !== message) continue;
    const segment = rendering.segment(index);
    const mark = text.length - segment.sourceStart;
    const isMarked = segment.sourceStart >= 0 && mark >= 0 && segment.text.startsWith(PREFILL_MARK.trimEnd(), mark);
    return isMarked ? segment.start + mark : null;
  }
  return null;
}

function notPrinted({ message, field }: Prefill): RowError {
  return new RowError(
    "prefill-not-printed",
    `a message that is to be continued must be printed as it is, with nothing of it behind: of message ${message}, the template does not so ` +
      `print ${field}, or changes it. Let the message end (without continue_final_message and prefix), or leave the row out.`,
    { message, field },
  );
}
