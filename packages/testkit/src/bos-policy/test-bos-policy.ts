import { createRenderingBuilder, type BosPolicy, type Rendering, type Tokenizer } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";
import { createCharacterTokenizer } from "../fixtures/character-tokenizer.ts";

export interface BosPolicyOptions {
  /** How many BOS tokens must stand at the start in the end, if the policy promises a number. */
  readonly leading?: number;
}

/**
 * The contract of a BOS policy.
 *
 * @example
 * import { exactlyOneBos } from "@turnwise/core";
 * import { testBosPolicy } from "@turnwise/testkit";
 *
 * testBosPolicy(exactlyOneBos, { leading: 1 });
 */
export function testBosPolicy(policy: BosPolicy, options?: BosPolicyOptions): void {
  registerChecks(`BOS policy ${policy.name}`, bosPolicyChecks(policy, options));
}

/** The checks that `testBosPolicy` registers. */
export function bosPolicyChecks(policy: BosPolicy, { leading }: BosPolicyOptions = {}): readonly Check[] {
  const tokenizer = createCharacterTokenizer(["<s>", "</s>"]);
  const bos = tokenizer.bos?.id ?? -1;
  const renderings = [0, 1, 2, 3].map(rendered);
  const forAll = (name: string, examine: (rendering: Rendering, printed: number) => void): Check => ({
    name,
    run: () => renderings.forEach(examine),
  });
  return [
    {
      name: "has a name and a description",
      run() {
        expect(policy.name).not.toBe("");
        expect(policy.description).not.toBe("");
      },
    },
    forAll("takes nothing but whole BOS tokens out of the leading preamble", (rendering, printed) => {
      const { remove } = policy.apply(rendering, tokenizer);
      if (remove === null) return;
      const [start, end] = remove;
      expect(start).toBeLessThan(end);
      expect(end).toBeLessThanOrEqual("<s>".length * printed);
      expect(rendering.text.slice(start, end)).toMatch(/^(?:<s>)+$/);
    }),
    forAll("adds nothing but the BOS and what the tokenizer adds by itself", (rendering) => {
      const { before, after } = policy.apply(rendering, tokenizer);
      const known = new Set([bos, ...tokenizer.addsByItself.before, ...tokenizer.addsByItself.after]);
      expect([...before, ...after].filter((id) => !known.has(id))).toEqual([]);
    }),
    forAll("a BOS behind the preamble stays, in the template and in data", (rendering, printed) => {
      const kept = without(rendering, policy, tokenizer);
      expect(kept.endsWith(rendering.text.slice("<s>".length * printed))).toBe(true);
    }),
    forAll("reports as diagnostics only counted things with a code", (rendering) => {
      for (const { code, message, count } of policy.apply(rendering, tokenizer).diagnostics) {
        expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
        expect(message).not.toBe("");
        expect(count).toBeGreaterThan(0);
      }
    }),
    forAll("the same rendering always gets the same decision", (rendering) => {
      expect(policy.apply(rendering, tokenizer)).toEqual(policy.apply(rendering, tokenizer));
    }),
    {
      name: "a tokenizer without BOS, unless it declares that it needs one, leaves the text as it is",
      run() {
        if (policy.needsBos) return;
        for (const rendering of renderings) {
          expect(policy.apply(rendering, createCharacterTokenizer([]))).toMatchObject({
            remove: null,
            before: [],
            after: [],
          });
        }
      },
    },
    ...(leading === undefined
      ? []
      : [
          forAll(`${leading} BOS at the start in the end`, (rendering) => {
            const { before } = policy.apply(rendering, tokenizer);
            const text = without(rendering, policy, tokenizer);
            const printed = /^(?:<s>)*/.exec(text)?.[0].length ?? 0;
            expect(before.filter((id) => id === bos).length + printed / "<s>".length).toBe(leading);
          }),
        ]),
  ];
}

function without(rendering: Rendering, policy: BosPolicy, tokenizer: Tokenizer): string {
  const [start, end] = policy.apply(rendering, tokenizer).remove ?? [0, 0];
  return rendering.text.slice(0, start) + rendering.text.slice(end);
}

/** Two turns whose data begin with `<s>`, as Llama 2 prints one before every pair. */
function rendered(printed: number): Rendering {
  const builder = createRenderingBuilder();
  builder.template("<s>".repeat(printed), "preamble");
  for (const message of [0, 1]) {
    builder.turn("user", [message]);
    builder.template(message === 0 ? "[" : "<s>[", "header");
    builder.data("<s>hello", "body", { message, field: "content", start: 0 });
    builder.template("]", "end");
  }
  return builder.finish();
}
