import { RowError, type ModelFamily, type Rendering, type RenderOptions } from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import { conversationOfContext } from "./conversation-of-context.ts";
import { withMaps } from "./json-forms.ts";
import type { RenderCase, TemplateContext, TemplateReference, TurnCase } from "./template-reference.ts";
import { trainedTexts } from "./trained-texts.ts";

/** Cases that a family cannot express, and why. */
export interface ReferenceSkip {
  readonly reason: string;
  /** `template name > case name`. */
  readonly cases: readonly string[];
}

/** Checks that a family prints what the reference printed, and refuses what it refused. */
export function referenceChecks(
  family: ModelFamily,
  references: readonly TemplateReference[],
  skips: readonly ReferenceSkip[],
): readonly Check[] {
  const checks: Check[] = [...coverageChecks(family, references)];
  const skippable = new Map<string, () => void>();
  const add = (name: string, run: () => void, refused: () => void): void => {
    skippable.set(name, refused);
    const skip = skips.find(({ cases }) => cases.includes(name));
    checks.push(skip === undefined ? { name, run } : { name: `${name} is refused: ${skip.reason}`, run: refused });
  };
  for (const { name, cases, turns } of references) {
    for (const each of cases) {
      add(
        `${name} > ${each.name}`,
        () => expectAsReference(family, each),
        () => expectUnlikeReference(family, each),
      );
    }
    for (const each of turns) {
      add(
        `${name} > ${each.name}`,
        () => expectTrained(family, each),
        () => expectRefused(family, each.context),
      );
    }
  }
  const unknown = skips.flatMap(({ cases }) => cases).filter((name) => !skippable.has(name));
  // A case may be skipped that is stored on another machine only.
  const someUnavailable = references.some(({ unavailable }) => unavailable !== undefined);
  if (skips.length > 0 && !someUnavailable) {
    checks.push({ name: "every skip names a case", run: () => expect(unknown).toEqual([]) });
  }
  return checks;
}

function coverageChecks(family: ModelFamily, references: readonly TemplateReference[]): readonly Check[] {
  return family.templateHashes.map((hash) => {
    const found = references.filter((reference) => reference.hash === hash);
    const cases = found.flatMap((reference) => reference.cases).length;
    const unavailable = found.map((reference) => reference.unavailable).find((reason) => reason !== undefined);
    return {
      name: `template ${hash.slice(0, 12)} has reference cases`,
      ...(cases === 0 && unavailable !== undefined ? { skipped: unavailable } : {}),
      run: () => expect(cases, `no reference for the template ${hash} of ${family.name}`).toBeGreaterThan(0),
    };
  });
}

function render(family: ModelFamily, context: TemplateContext, form: "objects" | "maps" = "objects"): Rendering {
  const {
    conversation,
    options,
  }: { conversation: Parameters<typeof family.renderer.render>[0]; options: RenderOptions } = conversationOfContext(
    form === "maps" ? mapsInside(context) : context,
  );
  return family.renderer.render(conversation, options);
}

function mapsInside(context: TemplateContext): TemplateContext {
  return Object.fromEntries(Object.entries(context).map(([key, value]) => [key, withMaps(value)]));
}

function expectAsReference(family: ModelFamily, each: RenderCase): void {
  if ("error" in each) {
    const error = expectRefused(family, each.context);
    const raised = /^TemplateError: (?<words>[^]*)$/.exec(each.error)?.groups?.["words"];
    if (raised !== undefined) expect(error.message).toContain(raised);
    return;
  }
  expect(render(family, each.context).text).toBe(each.expected);
  expect(render(family, each.context, "maps").text, "the same, with Maps for objects").toBe(each.expected);
}

/** A skipped case: what the family cannot express it refuses, and never prints differently. */
function expectUnlikeReference(family: ModelFamily, each: RenderCase): void {
  if ("error" in each) render(family, each.context);
  else expectRefused(family, each.context);
}

function expectRefused(family: ModelFamily, context: TemplateContext): RowError {
  let text: string;
  try {
    text = render(family, context).text;
  } catch (error) {
    if (error instanceof RowError) return error;
    throw error;
  }
  throw new Error(`expected a RowError or TemplateError, but it printed ${JSON.stringify(text)}`);
}

function expectTrained(family: ModelFamily, each: TurnCase): void {
  const { conversation } = conversationOfContext(each.context);
  expect(trainedTexts(render(family, each.context), conversation)).toEqual(each.trained);
}
