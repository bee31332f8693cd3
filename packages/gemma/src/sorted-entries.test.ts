import { expect, it } from "vitest";
import { sortedEntries } from "./sorted-entries.ts";

it("sorts as Jinja's dictsort: by code point, upper and lower case alike, equal keys as they stand", () => {
  const keys = ["b", "\u{1D518}", "\uFFEE", "A", "a", "10", "2", "B", "é", "_", "\u{1D517}"];
  const sorted = sortedEntries(new Map(keys.map((key) => [key, null]))).map(([key]) => key);
  // [k for k, _ in env.filters["dictsort"]({...})] with Jinja2 3.1.6
  expect(sorted).toEqual(["10", "2", "_", "A", "a", "b", "B", "é", "\uFFEE", "\u{1D517}", "\u{1D518}"]);
});
