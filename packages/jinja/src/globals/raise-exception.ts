import { RaisedError } from "../errors.ts";
import { stringOf } from "../values/operations.ts";
import { bind } from "../values/parameters.ts";
import { plain } from "../values/text.ts";
import { PythonCallable } from "./python-callable.ts";

/**
 * `raise_exception(message)`: how a template refuses a conversation.
 *
 * @throws {RaisedError}
 */
export const raiseException: PythonCallable = new PythonCallable(
  "function _cached_compile_jinja_template.<locals>.raise_exception",
  "raise_exception",
  (given, state) => {
    const [message = null] = bind("raise_exception", given, [{ name: "message", required: true }]);
    throw new RaisedError(plain(stringOf(message, state)));
  },
);
