import type { ModelFamily } from "@turnwise/core";
import { registerChecks, type Check } from "../check.ts";
import { appendingChecks } from "./appending-checks.ts";
import { declarationChecks } from "./declaration-checks.ts";
import { generationPromptChecks } from "./generation-prompt-checks.ts";
import { referenceChecks } from "./reference-checks.ts";
import { refusalChecks } from "./refusal-checks.ts";
import { renderingChecks } from "./rendering-checks.ts";
import type { TemplateReference } from "./template-reference.ts";
import { withSkips, type FamilySkip } from "./with-skips.ts";

export interface ModelFamilyOptions {
  /** What the reference implementation made of the family's templates; empty for a family of nobody's template. */
  readonly references: readonly TemplateReference[];
  /**
   * What the family cannot meet, by the names of checks. A skipped case of a reference must be refused, not printed
   * differently; a skip that names no check, or one that passes, fails.
   */
  readonly skip?: readonly FamilySkip[];
  /** Why plain chats print something else at inference than in history, where the template does so. */
  readonly promptDiffers?: string;
}

/**
 * The contract of a model family.
 *
 * @example
 * import { testModelFamily } from "@turnwise/testkit";
 * import { referencesFor } from "../../../test/references/references.ts";
 * import { gemma3 } from "./gemma3.ts";
 *
 * testModelFamily(gemma3, { references: referencesFor(gemma3.templateHashes) });
 */
export function testModelFamily(family: ModelFamily, options: ModelFamilyOptions): void {
  registerChecks(`model family ${family.name}`, modelFamilyChecks(family, options));
}

/** The checks that `testModelFamily` registers. */
export function modelFamilyChecks(family: ModelFamily, options: ModelFamilyOptions): readonly Check[] {
  const checks = [
    ...declarationChecks(family),
    ...renderingChecks(family),
    ...generationPromptChecks(family, options.promptDiffers),
    ...appendingChecks(family, options.references),
    ...refusalChecks(family),
    ...referenceChecks(family, options.references),
  ];
  const complete = options.references.every(({ unavailable }) => unavailable === undefined);
  return withSkips(checks, options.skip ?? [], complete);
}
