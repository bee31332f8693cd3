import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import { TurnwiseError } from "../errors/turnwise-error.ts";
import { UnknownNameError } from "../errors/unknown-name-error.ts";
import type { PreprocessorSettings } from "./preprocessor-settings.ts";

/** The three choices that a recipe stands for. */
export interface ResolvedRecipe {
  readonly mask: string | MaskingStrategy;
  readonly bos: string;
  readonly shift: string;
}

/**
 * Defaults, or what the recipe stands for.
 *
 * @throws {TurnwiseError} `recipe-conflict` if a setting beside the recipe says something else
 */
export function resolveRecipe({ recipe, recipeEnd, mask, bos, shift }: PreprocessorSettings): ResolvedRecipe {
  if (recipe === undefined) {
    if (recipeEnd !== undefined) {
      throw new TurnwiseError("recipe-conflict", "--recipe-end belongs to --recipe prompt-length, which is missing");
    }
    return { mask: mask ?? "assistant", bos: bos ?? "template", shift: shift ?? "none" };
  }
  if (recipe !== "prompt-length") throw new UnknownNameError("recipe", recipe, ["prompt-length"]);
  if (recipeEnd !== undefined && recipeEnd !== "row" && recipeEnd !== "turn") {
    throw new UnknownNameError("recipe end", recipeEnd, ["row", "turn"]);
  }
  const meant: ResolvedRecipe = {
    mask: recipeEnd === "turn" ? "prompt-length(turn)" : "prompt-length",
    bos: "strip",
    shift: "next-token",
  };
  for (const [name, given] of Object.entries({ mask, bos, shift })) {
    const wanted = meant[name as keyof ResolvedRecipe];
    if (given !== undefined && given !== wanted) {
      throw new TurnwiseError(
        "recipe-conflict",
        `--recipe prompt-length stands for --${name} ${String(wanted)}; leave out --${name} ${typeof given === "string" ? given : "given in code"}, or the recipe`,
      );
    }
  }
  return meant;
}
