import type { Json } from "./json.ts";

/**
 * One message, with the names that chat templates read. `train` and `weight` steer masks and never reach a template;
 * every other field does.
 */
export interface Message {
  readonly role: string;
  /** Text, content parts such as `{ type: "text", text: "…" }`, or null beside tool calls. */
  readonly content?: string | readonly Json[] | null;
  readonly reasoning_content?: string | null;
  /** `{ id?, type: "function", function: { name, arguments } }`, `arguments` an object or its JSON text. */
  readonly tool_calls?: readonly Json[] | null;
  readonly tool_call_id?: string | null;
  readonly name?: string | null;
  /** For the mask `flagged`: whether to train this message, or `[from, to)` ranges of `content` in UTF-16 code units. */
  readonly train?: boolean | readonly (readonly [from: number, to: number])[];
  /** For the mask `flagged`: the loss weight of this message's tokens, 0 or more. */
  readonly weight?: number;
  readonly [field: string]: Json | undefined;
}
