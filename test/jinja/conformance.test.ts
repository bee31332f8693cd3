import { existsSync, readFileSync } from "node:fs";
import { parseJson } from "@turnwise/core";
import * as jinja from "@turnwise/jinja";
import { describe, expect, it } from "vitest";
import { differences, type Answer } from "./differences.mjs";

// Expected values: what Jinja2 prints for 155 published chat templates, which are not ours to ship. See goldens.test.ts for our own.

interface Golden {
  readonly template: string;
  readonly chat: string;
  readonly expected?: string;
  readonly error?: string;
  readonly generation_spans?: readonly (readonly [number, number])[];
}
interface LanguageCase {
  readonly name: string;
  readonly template: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly expected?: string;
  readonly error?: string;
}

const folder = new URL("../../../shared/conformance/", import.meta.url);
const isThere = existsSync(folder);
const now = new Date("2024-07-26T13:45:07");

function read<T>(name: string, parse: (text: string) => unknown = JSON.parse): T {
  return parse(readFileSync(new URL(name, folder), "utf8")) as T;
}

function answerOf({ expected, error, generation_spans: generated = [] }: Omit<Golden, "template" | "chat">): Answer {
  return expected === undefined ? { error: error ?? "", message: "" } : { text: expected, generated };
}

describe.skipIf(!isThere)("chat templates as Jinja2 renders them (skipped where the templates are not at hand)", () => {
  const { cases = [] } = isThere ? read<{ readonly cases: readonly Golden[] }>("goldens.json") : {};
  const contexts = isThere
    ? read<{ readonly contexts: Readonly<Record<string, Readonly<Record<string, unknown>>>> }>("goldens.json").contexts
    : {};
  const byTemplate = new Map<string, Golden[]>();
  for (const golden of cases) byTemplate.set(golden.template, [...(byTemplate.get(golden.template) ?? []), golden]);

  it("are all there", () => {
    expect([byTemplate.size, cases.length]).toEqual([155, 1860]);
  });

  it.each([...byTemplate])("%s", (file, goldens) => {
    const template = readFileSync(new URL(file, folder), "utf8");
    const found = goldens.flatMap((golden) =>
      differences(jinja, { template, context: contexts[golden.chat] ?? {}, answer: answerOf(golden), now }).map(
        (line) => `${golden.chat}: ${line}`,
      ),
    );
    expect(found).toEqual([]);
  });
});

describe.skipIf(!isThere)("one feature at a time", () => {
  // Read twice: JSON.parse would make 2.0 of the contexts an integer.
  const cases = isThere ? read<readonly LanguageCase[]>("language.json") : [];
  const exact = isThere ? read<readonly unknown[]>("language.json", parseJson) : [];

  /** Python prints where in memory a method lives: here, and in no other case. */
  const ADDRESS = /0x[0-9a-f]+/;
  const withAddress = (each: LanguageCase): boolean => ADDRESS.test(each.expected ?? "");

  it.each(cases.map((each, index) => [each.name, each, index] as const).filter(([, each]) => !withAddress(each)))(
    "%s",
    (_name, { template, ...given }, index) => {
      const whole = exact[index];
      const context = whole instanceof Map ? whole.get("context") : given.context;
      const answer = { ...answerOf(given), generated: null };
      expect(differences(jinja, { template, context, answer, now })).toEqual([]);
    },
  );

  it.each(cases.filter(withAddress))("$name, but for an address", ({ template, context, expected = "" }) => {
    const { text } = jinja.compileTemplate(template).render(context);
    expect(text.replace(ADDRESS, "0x")).toBe(expected.replace(ADDRESS, "0x"));
  });
});
