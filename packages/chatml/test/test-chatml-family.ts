import type { ModelFamily } from "@turnwise/core";
import { modelFamilyChecks, registerChecks, type ModelFamilyOptions } from "@turnwise/testkit";
import { referencesFor } from "../../../test/references/references.ts";
import { storedReferences } from "./stored-references.ts";

/** What a family refuses although its template prints something, by the names of the stored conversations. */
export interface Refusal {
  readonly reason: string;
  readonly conversations: readonly string[];
}

export const UNKNOWN_ROLES: Refusal = {
  reason: "a role that the family does not declare is an error",
  conversations: ["unknown role"],
};

export const CONTENT_THAT_IS_NO_TEXT: Refusal = {
  reason: "the template prints nothing for content that is no text, and nothing is dropped in silence",
  conversations: ["parts", "content parts", "content of no known type", "part of no known type", "image"],
};

export const IMAGES: Refusal = {
  reason: "the template prints a placeholder that only an image processor can fill",
  conversations: ["image"],
};

interface Options extends Pick<ModelFamilyOptions, "promptDiffers"> {
  readonly refuses: readonly Refusal[];
  /** A check of the suite that the template itself breaks, and why. */
  readonly without?: { readonly check: string; readonly reason: string };
}

/** The contract suite on this package's stored references and those of the repository. */
export function testChatmlFamily(family: ModelFamily, { refuses, without, promptDiffers }: Options): void {
  const references = [...storedReferences(family.templateHashes), ...referencesFor(family.templateHashes)];
  const skip = refuses.map(({ reason, conversations }) => ({
    reason,
    cases: references.flatMap(({ name, cases }) =>
      cases
        .filter((each) => "expected" in each && conversations.includes(each.name))
        .map((each) => `${name} > ${each.name}`),
    ),
  }));
  const checks = modelFamilyChecks(family, {
    references,
    skip,
    ...(promptDiffers === undefined ? {} : { promptDiffers }),
  });
  registerChecks(
    `model family ${family.name}`,
    checks.map((check) => (check.name === without?.check ? { ...check, skipped: without.reason } : check)),
  );
}
