import type { Conversation, Json, Slice } from "@turnwise/core";
import type { Printing } from "./printing.ts";
import type { SourcedText } from "./sourced-text.ts";
import type { XmlToolCallStyle } from "./xml-tool-calls.ts";

/** Where the templates of Qwen 3.5 and 3.6 differ. */
export interface Qwen35Style {
  readonly family: string;
  /** Whether the generation prompt closes its think block. */
  isPromptClosed(enableThinking: Json | undefined): boolean;
  /** Whether history keeps its reasoning. */
  keepsHistory(templateArguments: Readonly<Record<string, Json>>): boolean;
  readonly scalars: XmlToolCallStyle["scalars"];
}

/** A trimmed content, and the text that it is a slice of. */
export interface Content {
  readonly source: SourcedText;
  readonly slice: Slice;
}

/** A conversation on its way through these templates. */
export interface Qwen35Printing extends Printing {
  readonly style: Qwen35Style;
  readonly conversation: Conversation;
  contentOf(message: number): Content;
}

/** What ends a think block. */
export const THINK_END = "\n</think>\n\n";

/** Whether the server closes the think block that it opens. */
export function isPromptClosed({ style, conversation }: Qwen35Printing): boolean {
  return style.isPromptClosed(conversation.templateArguments?.["enable_thinking"]);
}
