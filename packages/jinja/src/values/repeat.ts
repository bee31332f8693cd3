import { List, Tuple } from "./list.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { TextBuilder } from "./text-builder.ts";
import { type Str, isMarkup } from "./text.ts";

/** `"ab" * 3`, `[1] * 3` */
export function repeat(value: Str | List, times: number | bigint, state: RenderState): Str | List {
  if (typeof times === "bigint" && BigInt.asIntN(64, times) !== times) {
    fail("OverflowError", "cannot fit 'int' into an index-sized integer");
  }
  const count = Math.max(0, Number(times));
  return value instanceof List ? repeatList(value, count, state) : repeatText(value, count, state);
}

function repeatList(list: List, times: number, state: RenderState): List {
  const { items } = list;
  state.budget.items(items.length * times);
  const repeated = items.length === 0 ? [] : Array.from({ length: times }, () => items).flat();
  return list instanceof Tuple ? new Tuple(repeated) : new List(repeated);
}

/** `text * times`, for a number from 0 on. */
export function repeatText(text: Str, times: number, state: RenderState): Str {
  const value = typeof text === "string" ? text : text.value;
  state.budget.text(value.length * times);
  if (typeof text === "string") return value.repeat(value === "" ? 0 : times);
  state.budget.items(text.pieceCount * times);
  if (value === "") return text;
  const builder = new TextBuilder();
  for (let done = 0; done < times; done++) builder.add(text);
  return builder.build(isMarkup(text));
}
