import type { Conversation, RenderingBuilder, RenderOptions } from "@turnwise/core";
import type { OfferedTools } from "./tool-definitions.ts";

/** Where Meta's templates of Llama 3.1 and 3.2 differ. */
export interface Llama31Settings {
  readonly family: string;
  /** `Today Date` where no `date_string` is given; null: the clock's. */
  readonly fixedDate: string | null;
  /** Whether the template reads `builtin_tools`. */
  readonly builtinTools: boolean;
  /** The content of plain messages: text with its edges trimmed, or text and text parts as they stand. */
  readonly content: "trimmed" | "parts";
}

/** A conversation on its way through these templates. */
export interface Llama31Printing {
  readonly settings: Llama31Settings;
  readonly conversation: Conversation;
  readonly options: RenderOptions;
  readonly builder: RenderingBuilder;
  readonly tools: OfferedTools | null;
  readonly builtinTools: readonly string[] | null;
}
