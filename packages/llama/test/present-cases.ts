import type { TemplateReference } from "@turnwise/testkit";

/** Those of the cases (`template name > case name`) whose template this machine has references of. */
export function presentCases(references: readonly TemplateReference[], cases: readonly string[]): readonly string[] {
  return cases.filter((each) => references.some(({ name }) => each.startsWith(`${name} > `)));
}
