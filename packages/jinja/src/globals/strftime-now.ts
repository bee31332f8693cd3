import { derived } from "../values/derived.ts";
import { fail, typeName } from "../values/operations.ts";
import { bind } from "../values/parameters.ts";
import { isText, plain } from "../values/text.ts";
import { PythonCallable } from "./python-callable.ts";
import { strftime } from "./strftime.ts";

/** `strftime_now("%d %b %Y")`: the date and time of the rendering, which is no data. */
export const strftimeNow: PythonCallable = new PythonCallable(
  "function _cached_compile_jinja_template.<locals>.strftime_now",
  "strftime_now",
  (given, state) => {
    const [format = null] = bind("strftime_now", given, [{ name: "format", required: true }]);
    if (!isText(format)) fail("TypeError", `strftime() argument 1 must be str, not ${typeName(format)}`);
    if (!plain(format).isWellFormed()) fail("UnicodeEncodeError", "'utf-8' codec can't encode surrogates");
    state.budget.text(plain(format).length * 64);
    return derived(strftime(plain(format), state.now), format);
  },
);
