/** What a chat template prints around the messages, found by rendering small conversations. Plain data: it can be printed as JSON. */
export interface TemplateProfile {
  /** The BOS token that the template itself prints first. */
  readonly bos: string | null;
  /** How an assistant turn stands in a text. */
  readonly assistant: AssistantTexts;
  readonly system: SystemPlacement;
  /** What it prints by itself in a conversation without a system message; null if nothing. */
  readonly inserted: InsertedText | null;
  readonly roles: readonly RoleProfile[];
  /** What becomes of the assistant turns of small conversations. */
  readonly chats: readonly ChatProfile[];
  readonly losses: TemplateLosses;
  /** Whether the time stands in what it prints, is asked for at least (`named`), or is not. */
  readonly clock: "printed" | "named" | "unused";
  /** Texts that open, name or close turns of any role: `<|im_start|>`, `<|im_end|>`. */
  readonly turnMarkers: readonly string[];
  /** All of it in one line. */
  readonly essence: string;
}

/** Each null where there is none, or where it is not the same in all turns of a plain conversation. */
export interface AssistantTexts {
  /** What stands before an answer once it is there. */
  readonly header: string | null;
  /** What the template adds before the model answers. */
  readonly generationPrompt: string | null;
  /** What the model writes to end its turn. */
  readonly end: string | null;
  /** What stands between the end of a turn and the next one. */
  readonly separator: string | null;
  /** What stands behind the last turn, where it is another text than the separator. */
  readonly behindLast: string | null;
}

/**
 * Where a system message goes. `turn`: a turn of its own; `always`: that, and the turn is printed without one, too. `folded`: into the
 * first user turn. `moved`: to a later one. `at-inference`: into prompts, not into what is trained. `refused`: the template raises.
 * `dropped`: nowhere. Null: not known.
 */
export type SystemPlacement = "turn" | "always" | "folded" | "moved" | "at-inference" | "refused" | "dropped" | null;

export interface InsertedText {
  readonly text: string;
  /** Whether a date stands in it: read from the `clock`, or `fixed` in the template. */
  readonly date: "clock" | "fixed" | null;
}

export interface RoleProfile {
  readonly role: string;
  readonly use: "printed" | "dropped" | "refused";
  /** The template's text before a message of this role; null if it is not known. */
  readonly header: string | null;
  /** Which white space at the edges of its content is not printed; null if that is not known. */
  readonly trims: "left" | "right" | "both" | "none" | null;
  /** The template's words where it refuses. */
  readonly refusal: string | null;
}

export const PROFILE_CHATS = [
  "plain",
  "two turns",
  "system",
  "reasoning",
  "tool loop",
  "tool loop, then a turn",
  "two assistants",
  "empty answer",
] as const;

export type ProfileChat = (typeof PROFILE_CHATS)[number];

export interface ChatProfile {
  readonly chat: ProfileChat;
  /** One for each assistant turn: `exact`, `split:prefix`, `compose`, `refuse:open-prompt`, … */
  readonly verdicts: readonly string[];
  /** Text that is not in what is trained: `1.reasoning_content`. */
  readonly lost: readonly string[];
  /** Why turns are refused, or the template's words where it refuses the conversation. */
  readonly refusal: string | null;
}

/** What becomes of data that not every template prints; null where the template refuses such conversations. */
export interface TemplateLosses {
  /** `reasoning_content`: printed in every turn, dropped in turns that are not the last, or never printed. */
  readonly reasoning: "kept" | "dropped-from-history" | "never-printed" | null;
  readonly toolDefinitions: "printed" | "never-printed" | null;
  readonly toolCalls: "printed" | "never-printed" | null;
  readonly toolResults: "printed" | "never-printed" | null;
}
