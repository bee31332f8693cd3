import type { Filter } from "../values/render-state.ts";
import { attr } from "./attr.ts";
import { batch } from "./batch.ts";
import { capitalize, lower, title, upper } from "./case.ts";
import { center } from "./center.ts";
import { defaultFilter } from "./default.ts";
import { escape, forceescape, safe, string } from "./escape.ts";
import { max, min } from "./extremum.ts";
import { filesizeformat } from "./filesizeformat.ts";
import { first, last, random } from "./first-last.ts";
import { format } from "./format.ts";
import { indent } from "./indent.ts";
import { items } from "./items.ts";
import { join } from "./join.ts";
import { length } from "./length.ts";
import { list } from "./list.ts";
import { map } from "./map.ts";
import { abs, float, int } from "./numeric.ts";
import { pprint } from "./pprint.ts";
import { replace } from "./replace.ts";
import { reverse } from "./reverse.ts";
import { round } from "./round.ts";
import { reject, rejectattr, select, selectattr } from "./select.ts";
import { slice } from "./slice.ts";
import { dictsort, groupby, sort } from "./sort.ts";
import { striptags } from "./striptags.ts";
import { sum } from "./sum.ts";
import { tojson } from "./tojson.ts";
import { trim } from "./trim.ts";
import { truncate } from "./truncate.ts";
import { unique } from "./unique.ts";
import { urlencode } from "./urlencode.ts";
import { urlize } from "./urlize.ts";
import { wordcount } from "./wordcount.ts";
import { wordwrap } from "./wordwrap.ts";
import { xmlattr } from "./xmlattr.ts";

/** Every filter of Jinja2 3.1.6, with `tojson` as transformers replaces it. */
export const FILTERS: ReadonlyMap<string, Filter> = new Map([
  ["abs", abs],
  ["attr", attr],
  ["batch", batch],
  ["capitalize", capitalize],
  ["center", center],
  ["count", length],
  ["d", defaultFilter],
  ["default", defaultFilter],
  ["dictsort", dictsort],
  ["e", escape],
  ["escape", escape],
  ["filesizeformat", filesizeformat],
  ["first", first],
  ["float", float],
  ["forceescape", forceescape],
  ["format", format],
  ["groupby", groupby],
  ["indent", indent],
  ["int", int],
  ["items", items],
  ["join", join],
  ["last", last],
  ["length", length],
  ["list", list],
  ["lower", lower],
  ["map", map],
  ["max", max],
  ["min", min],
  ["pprint", pprint],
  ["random", random],
  ["reject", reject],
  ["rejectattr", rejectattr],
  ["replace", replace],
  ["reverse", reverse],
  ["round", round],
  ["safe", safe],
  ["select", select],
  ["selectattr", selectattr],
  ["slice", slice],
  ["sort", sort],
  ["string", string],
  ["striptags", striptags],
  ["sum", sum],
  ["title", title],
  ["tojson", tojson],
  ["trim", trim],
  ["truncate", truncate],
  ["unique", unique],
  ["upper", upper],
  ["urlencode", urlencode],
  ["urlize", urlize],
  ["wordcount", wordcount],
  ["wordwrap", wordwrap],
  ["xmlattr", xmlattr],
]);
