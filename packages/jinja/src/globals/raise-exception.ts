import { RaisedError } from "../errors.ts";
import { Builtin } from "../values/builtin.ts";
import { stringOf } from "../values/operations.ts";
import { bind } from "../values/parameters.ts";
import { plain } from "../values/text.ts";

/**
 * `raise_exception(message)`: how a template refuses a conversation.
 *
 * @throws {RaisedError}
 */
export const raiseException: Builtin = new Builtin("raise_exception", (given, state) => {
  const [message = null] = bind("raise_exception", given, [{ name: "message", required: true }]);
  throw new RaisedError(plain(stringOf(message, state)));
});
