import { quoted } from "../strings/quoted.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import { isMarkup } from "./text.ts";
import { PythonObject, type Value } from "./value.ts";

/** What `value.name` is where there is nothing of that name, with Jinja's words. */
export function missingAttribute(value: Value, name: string): Undefined {
  return new Undefined(`${quoted(described(value))} has no attribute ${quoted(name)}`);
}

/** What `value[key]` is where there is no such item, with Jinja's words; the key as `repr` writes it. */
export function missingElement(value: Value, key: string): Undefined {
  return new Undefined(`${described(value)} has no element ${key}`);
}

/** What the sandbox hides: an Undefined whose use is a SecurityError. */
export function unsafeAttribute(value: Value, name: string): Undefined {
  return new Undefined(`access to attribute ${quoted(name)} of ${quoted(typeName(value))} object is unsafe.`, true);
}

/** `jinja2.utils.object_type_repr` */
function described(value: Value): string {
  if (value === null) return "None";
  if (value instanceof PythonObject && value.module !== undefined) return `${value.module}.${value.typeName} object`;
  if (isMarkup(value)) return "markupsafe.Markup object";
  return `${typeName(value)} object`;
}
