import { nearest } from "./nearest.ts";

/** ` Did you mean "x"?`, to follow a sentence, or nothing where no known name is close. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? "" : ` Did you mean "${near}"?`;
}
