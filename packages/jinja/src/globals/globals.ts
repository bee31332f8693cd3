import type { Value } from "../values/value.ts";
import { cycler } from "./cycler.ts";
import { dict } from "./dict-global.ts";
import { joiner } from "./joiner.ts";
import { lipsum } from "./lipsum.ts";
import { namespace } from "./namespace.ts";
import { raiseException } from "./raise-exception.ts";
import { range } from "./range.ts";
import { strftimeNow } from "./strftime-now.ts";

/** What every template has by name: the globals of Jinja2 3.1.6 as transformers sets them up. */
export const GLOBALS: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["cycler", cycler],
  ["dict", dict],
  ["joiner", joiner],
  ["lipsum", lipsum],
  ["namespace", namespace],
  ["raise_exception", raiseException],
  ["range", range],
  ["strftime_now", strftimeNow],
]);
