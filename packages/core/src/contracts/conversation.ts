import type { Json } from "./json.ts";
import type { Message } from "./message.ts";

/**
 * What a row becomes, and what a template renders.
 *
 * @example
 * const conversation: Conversation = {
 *   messages: [
 *     { role: "user", content: "Capital of France?" },
 *     { role: "assistant", content: "Paris." },
 *   ],
 * };
 */
export interface Conversation {
  readonly messages: readonly Message[];
  /** Tool definitions as the template prints them, usually `{ type: "function", function: {…} }`. */
  readonly tools?: readonly Json[] | null;
  /** What the template may read besides: `enable_thinking`, `date_string`, `documents`, … */
  readonly templateArguments?: Readonly<Record<string, Json>>;
  /**
   * Whether the last message, the assistant's, is the beginning of an answer: the rendering ends where its text ends. A name is that of
   * the field that is continued, `content` or `reasoning_content`. `prefix: true` in the message says the same of its `content`.
   * @default false
   */
  readonly continueFinalMessage?: boolean | string;
}
