import { RowError, type ModelFamily, type Rendering, type RenderOptions } from "@turnwise/core";
import { expect } from "vitest";
import type { Check } from "../check.ts";
import type { SkippableCheck } from "./with-skips.ts";
import { conversationOfContext } from "./conversation-of-context.ts";
import { withMaps } from "./json-forms.ts";
import type { RenderCase, TemplateContext, TemplateReference, TurnCase } from "./template-reference.ts";
import { trainedTexts } from "./trained-texts.ts";

/** Checks that a family prints what the reference printed, and refuses what it refused. */
export function referenceChecks(
  family: ModelFamily,
  references: readonly TemplateReference[],
): readonly SkippableCheck[] {
  const cases = references.flatMap(({ name, cases: rendered, turns }) => [
    ...rendered.map((each) => ({
      name: `${name} > ${each.name}`,
      ...("expected" in each ? { printedCase: each.name } : {}),
      run: () => expectAsReference(family, each),
      runSkipped: () => expectUnlikeReference(family, each),
    })),
    ...turns.map((each) => ({
      name: `${name} > ${each.name}`,
      run: () => expectTrained(family, each),
      runSkipped: () => void expectRefused(family, each.context),
    })),
  ]);
  return [...coverageChecks(family, references), ...cases];
}

function coverageChecks(family: ModelFamily, references: readonly TemplateReference[]): readonly Check[] {
  return family.templateHashes.map((hash) => {
    const found = references.filter((reference) => reference.hash === hash);
    const cases = found.flatMap((reference) => [...reference.cases, ...reference.turns]).length;
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
    if (raised !== undefined && !isUnknownRole(family, error, each.context)) expect(error.message).toContain(raised);
    return;
  }
  expect(render(family, each.context).text).toBe(each.expected);
  expect(render(family, each.context, "maps").text, "the same, with Maps for objects").toBe(each.expected);
}

/** A role that the family does not declare is refused as such, whatever the template says to it. */
function isUnknownRole(family: ModelFamily, error: RowError, context: TemplateContext): boolean {
  const { messages } = conversationOfContext(context).conversation;
  return error.code === "unknown-role" && messages.some(({ role }) => !Object.hasOwn(family.roles, role));
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
