import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Json } from "../contracts/json.ts";
import type { Model } from "../contracts/model.ts";
import type { ControlTokensInData } from "../contracts/tokenizer.ts";
import type { TurnPolicy } from "../turns/turn-policy.ts";

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
  /** The engine that makes the tokenizer. @default the first that supports it: `bpe` */
  readonly tokenizer?: string | undefined;
  /** Renders models that no family knows. @default the first that is registered: `jinja` */
  readonly templateEngine?: string | undefined;
  /** What templates read besides messages and tools; a row's own arguments win. */
  readonly templateArguments?: Readonly<Record<string, Json>> | undefined;
  /**
   * How turns are trained. `split`: each where the model sees it as at inference, in as many examples as that takes. `last`: the last
   * turn alone. `refuse`: rows alone whose turns are all exact in the full rendering. `as-rendered`: in the full rendering, unproven.
   * @default "split"
   */
  readonly turns?: TurnPolicy | undefined;
  /** A row's examples may have this many times the tokens of its full rendering. @default 4 */
  readonly maxExpansion?: number | undefined;
  /** What to do beyond `maxExpansion`. @default "reject" */
  readonly overExpansion?: "reject" | "as-rendered" | undefined;
  /** Texts of further tokens that stop generation. */
  readonly stopTokens?: readonly string[] | undefined;
  /** The texts of a row's further renderings may have this many times the length of its full rendering. @default 200 */
  readonly proofBudget?: number | undefined;
  /** What becomes of control tokens in text of the data. @default "text" */
  readonly controlTokensInData?: ControlTokensInData | undefined;
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
  /**
   * What to do where a token would reach from the header of a trained turn into its body: encode both apart, keep the token, masked,
   * or reject the row. @default "break"
   */
  readonly straddle?: "break" | "keep" | "reject" | undefined;
  /** Train the beginning of an answer that is to be continued (`continueFinalMessage`), which has no end. @default false */
  readonly trainPrefill?: boolean | undefined;
  /** What templates read as the current time. @default now */
  readonly clock?: Date | undefined;
}
