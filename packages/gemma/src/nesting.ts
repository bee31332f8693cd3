import { RowError } from "@turnwise/core";

/** How deep a value may nest: deeper than Jinja2's macros can follow (about 160 levels), and far from the end of our own stack. */
const DEEPEST = 500;

/** One level deeper. @throws {RowError} `nested-too-deep` */
export function deeper(depth: number): number {
  if (depth < DEEPEST) return depth + 1;
  throw new RowError("nested-too-deep", `a value is nested deeper than ${DEEPEST} levels; leave the row out`);
}
