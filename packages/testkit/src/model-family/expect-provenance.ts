/* oxlint-disable vitest/valid-expect -- the second argument of expect says what was examined */
import type { ModelFamily, Rendering, Segment } from "@turnwise/core";
import { expect } from "vitest";
import { leadsTo, valueAtPath } from "./field-path.ts";
import type { SampleConversation } from "./sample-conversations.ts";
import { segmentsOf } from "./trained-texts.ts";

/** Columns of one length whose ends never decrease, and segments that join to the text. */
export function expectColumns({ text, segments, segmentCount, fields }: Rendering, all: readonly Segment[]): void {
  for (const [name, column] of Object.entries(segments)) expect(column.length, name).toBe(segmentCount);
  expect([...segments.end]).toEqual([...segments.end].toSorted((a, b) => a - b));
  expect(segments.end.at(-1) ?? 0).toBe(text.length);
  expect(all.map((segment) => segment.text).join("")).toBe(text);
  expect([...segments.field].filter((field) => field !== 65_535 && field >= fields.length)).toEqual([]);
}

/** Every data segment names a field that the row has, and stands there as it says. */
export function expectSources(all: readonly Segment[], { conversation }: SampleConversation): void {
  for (const { origin, message, field, sourceStart, text } of all) {
    if (origin === "template") {
      expect([message, sourceStart], `template text ${JSON.stringify(text)}`).toEqual([-1, -1]);
      continue;
    }
    const value = valueAtPath(conversation, message, field ?? "");
    expect(value, `data ${JSON.stringify(text)} from ${field} of message ${message}`).toBeDefined();
    if (sourceStart < 0) continue;
    expect(typeof value, `${field} of message ${message} is a string`).toBe("string");
    expect(String(value).slice(sourceStart, sourceStart + text.length), `${field} of message ${message}`).toBe(text);
  }
}

/** Wherever a planted text stands, it is data, of the right message and field. */
export function expectPlantsAreData(rendering: Rendering, { plants, conversation }: SampleConversation): void {
  const all = segmentsOf(rendering);
  for (const { text, message, path } of plants) {
    const meant = plants.filter((each) => each.text === text);
    for (let at = rendering.text.indexOf(text); at >= 0; at = rendering.text.indexOf(text, at + 1)) {
      for (const segment of all.filter(({ start, text: own }) => start < at + text.length && start + own.length > at)) {
        const place = `${text}, planted in ${path} of message ${message}`;
        expect(segment.origin, `${place}, is data`).toBe("data");
        const right = meant.some((each) => each.message === segment.message && leadsTo(segment.field ?? "", each.path));
        const also = valueAtPath(conversation, segment.message, segment.field ?? "");
        expect(right || also === text, `${place}, says ${segment.field} of message ${segment.message}`).toBe(true);
        if (typeof also === "string" && also.includes(segment.text)) {
          expect(segment.sourceStart, `${place}, has its offset`).toBeGreaterThanOrEqual(0);
        }
      }
    }
  }
}

/** What the template writes to mark turns is template text, unless the row holds it. */
export function expectMarkupIsTemplate(
  { turnMarkers, endOfTurn }: ModelFamily,
  all: readonly Segment[],
  { conversation }: SampleConversation,
): void {
  const row = JSON.stringify(conversation);
  for (const marker of new Set([...turnMarkers, ...endOfTurn])) {
    if (row.includes(JSON.stringify(marker).slice(1, -1))) continue;
    expect(
      all.filter(({ origin, text }) => origin === "data" && text.includes(marker)),
      marker,
    ).toEqual([]);
  }
}

/** The text between the first and the last plant of each field, with all markup in it, is data. */
export function expectControlTextIsData(rendering: Rendering, { plants }: SampleConversation): void {
  const [first, last] = plants.filter(({ message, path }) => message === 0 && path === "content");
  const from = rendering.text.indexOf(first?.text ?? "");
  const to = rendering.text.indexOf(last?.text ?? "");
  const inside = segmentsOf(rendering).filter(({ start, text }) => start < to && start + text.length > from);
  expect(from, "the first planted text is printed").toBeGreaterThanOrEqual(0);
  expect(to, "the last planted text is printed").toBeGreaterThan(from);
  expect(inside.filter(({ origin, message }) => origin !== "data" || message !== 0)).toEqual([]);
}
