import type { Conversation } from "./conversation.ts";
import type { Rendering } from "./rendering.ts";

/** Special tokens by the names that templates read: `bos_token`, `eos_token`, … A token that the model lacks is absent. */
export type SpecialTokens = Readonly<Record<string, string>>;

export interface RenderOptions {
  /** Whether to end with what the server writes before the model answers. */
  readonly addGenerationPrompt: boolean;
  readonly specialTokens: SpecialTokens;
  /** What `strftime_now` reads. */
  readonly clock: Date;
  /** Roles that the user named (`--role critic=judge`), though the template may not. */
  readonly roles?: readonly string[];
  /** Messages before which the conversation is to be ended as well: `Rendering.trace` then answers for them, if this renderer traces. */
  readonly endBefore?: readonly number[];
}

/** Whether the first `count` messages of a conversation, more than none and not all, are printed as the whole conversation begins. */
export type AppendedBeginnings = (conversation: Conversation, count: number) => boolean;

/** Prints a conversation as a chat template does. */
export interface TemplateRenderer {
  readonly name: string;
  /** What its renderings know: see `Rendering.provenance`. @default "parts" */
  readonly provenance?: Rendering["provenance"];
  /** Whether what it prints can depend on `RenderOptions.clock`; the manifest then states the clock. */
  readonly readsClock?: boolean;
  /**
   * Whether it only appends, with provenance `parts`: a conversation's beginning, up to where an answer begins or ends, is printed as
   * the whole conversation begins, and a generation prompt is put behind it whatever stands there: the same one for all rows with the
   * same tools and arguments. Turns then need no renderings of their own to be compared with their prompts. One that does so for some
   * beginnings tells which. The testkit holds model families to it.
   */
  readonly appends?: boolean | AppendedBeginnings;
  /** Whether the template has `{% generation %}` blocks, and the rendering says where. */
  readonly marksGeneration?: boolean;
  /**
   * The rendering; its segments joined are byte for byte what the official template prints.
   *
   * @throws {TemplateError} what the template refuses (`raise_exception`), and what this renderer cannot express
   */
  render(conversation: Conversation, options: RenderOptions): Rendering;
}
