import type { Configured } from "../contracts/configured.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import { and } from "../selectors/and.ts";
import { part } from "../selectors/part.ts";
import { role } from "../selectors/role.ts";
import { selectSegments } from "../selectors/select-segments.ts";
import { selected } from "./selected.ts";

/** Body and end of the last assistant turn, in all its pieces. */
export const lastAssistantMask: Configured<MaskingStrategy> = {
  usage: "last-assistant",
  description: "body and end of the last assistant turn",
  create: () =>
    selected(
      and(
        role("assistant"),
        selectSegments(({ rendering }, segment) => {
          const last = rendering.turns.findLast((turn) => turn.role === "assistant")?.messages[0] ?? -1;
          return rendering.turns[rendering.segments.turn[segment] ?? -1]?.messages.includes(last) === true;
        }),
        part("body", "end"),
      ),
    ),
};
