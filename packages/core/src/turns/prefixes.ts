import type { Rendering } from "../contracts/rendering.ts";

/** What the template prints for the first messages of a conversation. */
export interface Prefix {
  /** In UTF-16 code units. */
  readonly length: number;
  /** Whether the conversation's one rendering proves it, or it was rendered. */
  readonly proof: "one-render" | "prompt-render";
  slice(start: number, end?: number): string;
  /** Whether its text begins with the other's. */
  startsWith(other: Prefix): boolean;
  /** Made on request; costs as much as the text is long. */
  rendering(): Rendering;
}

/** How the beginnings of one conversation are printed: made when asked for, and kept. */
export interface Prefixes {
  /** The whole conversation without a generation prompt. */
  readonly full: Rendering;
  /** The first `count` messages with the generation prompt; null if the template refuses them. */
  prompt(count: number): Prefix | null;
  /** Without the generation prompt. */
  plain(count: number): Prefix | null;
}
