import type { Json, RenderOptions } from "@turnwise/core";

/**
 * The variables that a chat template was rendered with, named as templates read them: `messages`, `tools`, `documents`,
 * `add_generation_prompt`, special tokens (`bos_token`, …), and any other argument (`enable_thinking`, `date_string`, …).
 */
export type TemplateContext = Readonly<Record<string, Json>>;

/** What the reference printed for a context, or how it refused: `TemplateError: System role not supported`. */
export type RenderCase =
  | { readonly name: string; readonly context: TemplateContext; readonly expected: string }
  | { readonly name: string; readonly context: TemplateContext; readonly error: string };

/** Which text of the whole rendering is trained, turn by turn: body and end joined. Turns that the template drops are left out. */
export interface TurnCase {
  readonly name: string;
  readonly context: TemplateContext;
  readonly trained: readonly string[];
}

/** What a reference implementation (Jinja2 under Hugging Face's settings) made of one chat template. */
export interface TemplateReference {
  /** SHA-256 (hex) over the template's text in UTF-8. */
  readonly hash: string;
  /** Where the template is from, for test names. */
  readonly name: string;
  readonly cases: readonly RenderCase[];
  readonly turns: readonly TurnCase[];
  /** Why this machine lacks cases of this hash. Without this reason, a hash without a case is a failure. */
  readonly unavailable?: string;
}

/** Local time: the clock of all references. */
export const REFERENCE_CLOCK: Date = new Date(2024, 6, 26, 13, 45, 7);

/** The options that references are rendered with, unless their context says otherwise. */
export const REFERENCE_OPTIONS: RenderOptions = {
  addGenerationPrompt: false,
  specialTokens: { bos_token: "<s>", eos_token: "</s>" },
  clock: REFERENCE_CLOCK,
};
