import { readBlocks } from "./blocks.ts";
import type { Markup } from "./markup.ts";

/** What decides how an answer continues a prompt that its own rendering does not begin with. */
export interface Joint {
  /** What the prompt has behind the common start of both. */
  readonly promptRest: string;
  /** Template text that the rendering has between there and the turn's first data. */
  readonly lead: string;
  /** Template text of the turn from there to its stop token, piece by piece; its first piece begins with `lead`. */
  readonly written: readonly string[];
  /** Whether the prompt leaves a block of reasoning open, which the answer closes. */
  readonly closesReasoning: boolean;
  /** All that the flag for a generation prompt adds. */
  generationPrompt(): string;
}

/**
 * How much of the answer's start to leave out so that the rest continues the prompt; null if it cannot.
 *
 * ```
 * prompt …<|Assistant|><think></think>     rendering …<|Assistant|></think>a1<eos>     → `</think>` is left out
 * ```
 */
export function leftOutOfAnswer(joint: Joint, markup: Markup): number | null {
  const { promptRest, lead } = joint;
  const rest = promptRest.trim();
  const written = lead.trim();
  if (rest !== "" && markup.lastStop(rest) !== null) return null;
  const isWritten = rest === written || (rest !== "" && written.endsWith(rest));
  const continues =
    rest === "" ||
    joint.closesReasoning ||
    promptRest === joint.generationPrompt() ||
    readBlocks(promptRest, markup).rest.trim() === "";
  if (!isWritten && !continues) return null;
  const leftOut = promptRest === "" ? 0 : isWritten ? lead.length : repeatedStart(rest, lead);
  const [first = "", ...others] = joint.written;
  const stops = [first.slice(leftOut), ...others].some((text) => markup.firstStop(text) !== null);
  return stops ? null : leftOut;
}

/** Length of the longest start of `lead`, white space before it included, that `rest` ends with. */
function repeatedStart(rest: string, lead: string): number {
  const written = lead.trim();
  for (let length = Math.min(rest.length, written.length); length > 0; length--)
    if (rest.endsWith(written.slice(0, length))) return lead.length - lead.trimStart().length + length;
  return 0;
}
