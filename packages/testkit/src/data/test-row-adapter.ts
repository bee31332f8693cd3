import { RowError, pythonJson, type Conversation, type Json, type RowAdapter } from "@turnwise/core";
import { expect } from "vitest";
import { registerChecks, type Check } from "../check.ts";
import { deepFreeze } from "../fixtures/deep-freeze.ts";
import { withMaps } from "../model-family/json-forms.ts";

export interface RowAdapterOptions {
  /** Rows that it understands, with what becomes of them; `diagnostics` are the codes, in any order. */
  readonly accepts: readonly {
    readonly name: string;
    readonly row: Json;
    readonly conversation: Conversation;
    readonly diagnostics?: readonly string[];
  }[];
  /** Rows that it must refuse, with the code of the RowError and what its message must say. */
  readonly refuses: readonly {
    readonly name: string;
    readonly row: Json;
    readonly code: string;
    readonly says?: string | RegExp;
  }[];
}

/**
 * The contract of a row adapter.
 *
 * @example
 * testRowAdapter(messagesAdapter, {
 *   accepts: [{ name: "one turn", row: { messages: [{ role: "user", content: "Hi" }] }, conversation: { messages: [{ role: "user", content: "Hi" }] } }],
 *   refuses: [{ name: "no messages", row: { messages: [] }, code: "no-messages" }],
 * });
 */
export function testRowAdapter(adapter: RowAdapter, options: RowAdapterOptions): void {
  registerChecks(`row adapter ${adapter.name}`, rowAdapterChecks(adapter, options));
}

/** What no adapter can understand. */
const STRANGE_ROWS: readonly Json[] = [
  null,
  true,
  7,
  "text",
  [],
  [[]],
  {},
  { messages: null },
  { messages: 7 },
  { messages: [7] },
];

/** The checks that `testRowAdapter` registers. */
export function rowAdapterChecks(adapter: RowAdapter, { accepts, refuses }: RowAdapterOptions): readonly Check[] {
  return [
    {
      name: "has a name and a description",
      run() {
        expect(adapter.name).not.toBe("");
        expect(adapter.description).not.toBe("");
      },
    },
    ...accepts.map(({ name, row, conversation, diagnostics = [] }) => ({
      name: `understands ${name}`,
      run() {
        const adapted = adapter.adapt(deepFreeze(row));
        expect(adapted.conversation).toEqual(conversation);
        expect(adapted.diagnostics.map(({ code }) => code).toSorted()).toEqual([...diagnostics].toSorted());
        for (const { message, count } of adapted.diagnostics)
          expect([message === "", count > 0]).toEqual([false, true]);
        const fromMaps = adapter.adapt(withMaps(row));
        expect(comparable(fromMaps.conversation), "the same, with Maps for objects").toBe(comparable(conversation));
      },
    })),
    ...refuses.map(({ name, row, code, says }) => ({
      name: `refuses ${name} with ${code}`,
      run() {
        const error = refusal(adapter, row);
        expect(error.code).toBe(code);
        expect(error.message).not.toBe("");
        if (says !== undefined) expect(error.message).toMatch(says);
      },
    })),
    {
      name: "refuses strange rows with a RowError and a stable code",
      run() {
        for (const row of STRANGE_ROWS) expect(refusal(adapter, row).code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
      },
    },
  ];
}

function refusal(adapter: RowAdapter, row: Json): RowError {
  try {
    adapter.adapt(row);
  } catch (error) {
    if (error instanceof RowError) return error;
    throw error;
  }
  throw new Error(`expected a RowError for ${pythonJson(row)}`);
}

function comparable({ messages, tools, templateArguments }: Conversation): string {
  return pythonJson([messages as unknown as Json, tools ?? null, templateArguments ?? null]);
}
