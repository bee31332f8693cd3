import { Namespace } from "../values/namespace.ts";
import { dictOf, fail } from "../values/operations.ts";
import { plain, isText } from "../values/text.ts";
import type { Value } from "../values/value.ts";
import { entriesOf } from "./dict-global.ts";
import { PythonCallable } from "./python-callable.ts";

/**
 * `namespace(a=1)`, as transformers has it: names that begin with `_` are refused.
 *
 * @throws {TemplateRuntimeError} SecurityError
 */
export const namespace: PythonCallable = new PythonCallable(
  "class 'transformers.utils.chat_template_utils._cached_compile_jinja_template.<locals>.TemplateNamespace'",
  "TemplateNamespace",
  (given, state) => {
    const values: [string, Value][] = [];
    for (const { key, value } of dictOf(entriesOf(given, state), state).entries.values()) {
      if (!isText(key)) continue;
      checkNamespaceName(plain(key));
      values.push([plain(key), value]);
    }
    return new Namespace(values);
  },
);

/** What `{% set namespace.name = … %}` refuses as well. @throws {TemplateRuntimeError} SecurityError */
export function checkNamespaceName(name: string): void {
  if (!name.startsWith("_")) return;
  fail(
    "SecurityError",
    `Chat templates cannot store underscore-prefixed attributes on a namespace, but got '${name}'. Please rename the attribute.`,
  );
}
