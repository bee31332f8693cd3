import type { TemplateRenderer } from "./template-renderer.ts";

/**
 * How one kind of model writes a conversation: a hand-written renderer, equal byte for byte to an official template.
 * Shared code never branches on a family's name; what differs is declared here.
 */
export interface ModelFamily {
  readonly name: string;
  readonly description: string;
  /** Where the reference template is published. */
  readonly reference: string;
  /** SHA-256 (hex) of every template that this family was proven equal to. A model is recognised by these alone. */
  readonly templateHashes: readonly string[];
  readonly renderer: TemplateRenderer;
  /** Texts that open, name or close turns: control tokens, even where the tokenizer does not call them special. */
  readonly turnMarkers: readonly string[];
  /** Texts of the tokens that end an assistant turn. */
  readonly endOfTurn: readonly string[];
  /** The roles it knows, and what the template prints for each. */
  readonly roles: Readonly<Record<string, string>>;
  /** Where a system message goes: a turn of its own, folded into the user's, refused, or always printed, given or not. */
  readonly system: "turn" | "folded" | "refused" | "always";
  /** What becomes of `reasoning_content` in turns that are not the last. */
  readonly reasoningInHistory: "kept" | "dropped" | "none";
  /** Whether the template prints tools and tool calls. */
  readonly tools: boolean;
  /** Whether the template reads lists of content parts. If not, text parts are joined before rendering, and counted. */
  readonly contentParts: boolean;
}
