import type { Conversation } from "../contracts/conversation.ts";
import type { Rendering } from "../contracts/rendering.ts";

/** Prints a conversation by the template in use. */
export type RenderConversation = (conversation: Conversation, addGenerationPrompt: boolean) => Rendering;

/** Small conversations that show what follows a turn, rendered once for each kind of turn. */
export interface EndProbes {
  /** Rendered with one message behind the turn. */
  readonly render: RenderConversation;
  readonly known: Map<string, string>;
}

/** `render`: without special wishes, as the row itself is rendered. */
export function createEndProbes(render: RenderConversation): EndProbes {
  return { render, known: new Map() };
}
