import { type List, Tuple } from "./list.ts";
import type { Value } from "./value.ts";

/** What `groupby` gives for each group: a tuple whose items have names. It prints as a plain tuple. */
export class GroupTuple extends Tuple {
  readonly grouper: Value;
  readonly list: List;

  constructor(grouper: Value, list: List) {
    super([grouper, list]);
    this.grouper = grouper;
    this.list = list;
  }
}
