import type { ModelFamily } from "@turnwise/core";
import { registerChecks, type Check } from "../check.ts";
import { referenceChecks, type ReferenceSkip } from "./reference-checks.ts";
import type { TemplateReference } from "./template-reference.ts";

export interface ModelFamilyOptions {
  /** What the reference implementation made of the family's templates; empty for a family of nobody's template. */
  readonly references: readonly TemplateReference[];
  /** What the family cannot express. A skip without a case, or of a case that would pass, fails. */
  readonly skip?: readonly ReferenceSkip[];
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
  return [...referenceChecks(family, options.references, options.skip ?? [])];
}
