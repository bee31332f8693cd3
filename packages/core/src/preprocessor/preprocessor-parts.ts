import type { BosPolicy } from "../contracts/bos-policy.ts";
import type { Json } from "../contracts/json.ts";
import type { LabelShift } from "../contracts/label-shift.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Conventions } from "../contracts/preprocessor.ts";
import type { SpecialTokens, TemplateRenderer } from "../contracts/template-renderer.ts";
import type { ControlTokensInData, Tokenizer } from "../contracts/tokenizer.ts";
import type { ProofBudget } from "../turns/prefixes.ts";
import type { TurnPolicy } from "../turns/turn-policy.ts";
import type { TurnRules } from "../turns/turn-rules.ts";
import type { OverExpansion } from "./expansion.ts";
import type { PreprocessorSettings } from "./preprocessor-settings.ts";
import type { StraddlePolicy } from "./straddles.ts";

/** The collaborators of a preprocessor, resolved. */
export interface PreprocessorParts {
  readonly settings: PreprocessorSettings;
  readonly renderer: TemplateRenderer;
  /** Whether the renderer reads lists of content parts. */
  readonly readsContentParts: boolean;
  readonly specialTokens: SpecialTokens;
  readonly tokenizer: Tokenizer;
  readonly bos: BosPolicy;
  readonly mask: MaskingStrategy;
  readonly shift: LabelShift;
  readonly rules: TurnRules;
  readonly turns: TurnPolicy;
  readonly proofBudget: ProofBudget;
  readonly maxExpansion: number;
  readonly overExpansion: OverExpansion;
  readonly straddle: StraddlePolicy;
  /** Whether the beginning of an answer that is to be continued is trained. */
  readonly trainPrefill: boolean;
  readonly controlTokensInData: ControlTokensInData;
  readonly clock: Date;
  /** What roles of the data are to be read as. */
  readonly roles: Readonly<Record<string, string>>;
  readonly templateArguments: Readonly<Record<string, Json>>;
  readonly conventions: Conventions;
  readonly notes: readonly string[];
}
