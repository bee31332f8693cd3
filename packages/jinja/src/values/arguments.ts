import type { Value } from "./value.ts";

/** What a call passes. */
export interface Arguments {
  readonly positional: readonly Value[];
  /** Empty for most calls. */
  readonly named: ReadonlyMap<string, Value>;
}

const NONE: ReadonlyMap<string, Value> = new Map();

export const NO_ARGUMENTS: Arguments = { positional: [], named: NONE };

export function positional(...values: readonly Value[]): Arguments {
  return { positional: values, named: NONE };
}
