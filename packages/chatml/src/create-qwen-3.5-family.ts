import type { ModelFamily } from "@turnwise/core";
import type { Qwen35Style } from "./qwen-3.5-printing.ts";
import { createQwen35Renderer } from "./qwen-3.5-renderer.ts";
import { QWEN_ROLES } from "./roles.ts";
import { END_OF_TURN, TURN_MARKERS } from "./turn-markup.ts";

/** One of the templates of Qwen 3.5 and 3.6: where it stands, and how it differs from the others. */
export type Qwen35Template = Pick<ModelFamily, "name" | "description" | "reference" | "templateHashes"> &
  Omit<Qwen35Style, "family">;

/** The family of one template; what all of them have in common stands here. */
export function createQwen35Family({
  isPromptClosed,
  keepsHistory,
  scalars,
  ...published
}: Qwen35Template): ModelFamily {
  return {
    ...published,
    turnMarkers: TURN_MARKERS,
    endOfTurn: END_OF_TURN,
    roles: QWEN_ROLES,
    system: "turn",
    reasoningInHistory: "dropped",
    tools: true,
    contentParts: true,
    renderer: createQwen35Renderer({ family: published.name, isPromptClosed, keepsHistory, scalars }),
  };
}
