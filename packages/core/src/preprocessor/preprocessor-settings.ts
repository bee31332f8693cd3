import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Model } from "../contracts/model.ts";

/** What a user chooses; everything but the model has a default. */
export interface PreprocessorSettings {
  /** A model directory, a hub id, or a model that was opened before. */
  readonly model: string | Model;
  /** @default the family that recognises the model's template, else the template itself */
  readonly family?: string | undefined;
  /** Use `family` though the model's template is another. */
  readonly forceFamily?: boolean | undefined;
  /** Roles of the data by other names: `{ critic: "user" }` reads every critic as a user. */
  readonly roles?: Readonly<Record<string, string>> | undefined;
  /** How turns that the template rewrites as history are trained; for now as the full rendering has them. */
  readonly turns?: "as-rendered" | undefined;
  /** An expression such as `assistant` or `sum(assistant, scale(roles(tool), 0.1))`, or a strategy. @default "assistant" */
  readonly mask?: string | MaskingStrategy | undefined;
  /** @default "template" */
  readonly bos?: string | undefined;
  /** @default "none" */
  readonly shift?: string | undefined;
  /** `prompt-length` stands for bos `strip`, mask `prompt-length` and shift `next-token`. */
  readonly recipe?: "prompt-length" | undefined;
  /** How far the recipe trains: to the end of the row, or to the end-of-turn token. @default "row" */
  readonly recipeEnd?: "row" | "turn" | undefined;
  /** What to do with rows in which a token reaches from the header of a trained turn into its body. @default "keep" */
  readonly straddle?: "keep" | "reject" | undefined;
  /** What templates read as the current time. @default now */
  readonly clock?: Date | undefined;
}
