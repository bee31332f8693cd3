import { Namespace } from "./namespace.ts";
import { typeName } from "./type-name.ts";
import { PythonObject, type Value } from "./value.ts";

function names(text: string): readonly string[] {
  return text.split(" ").map((name) => (name.startsWith("_") ? name : `__${name}__`));
}

const EVERY_OBJECT: ReadonlySet<string> = new Set(
  names(
    "class delattr dir doc eq format ge getattribute getstate gt hash init init_subclass le lt ne new reduce reduce_ex repr setattr sizeof str subclasshook",
  ),
);

const NUMBER =
  "abs add bool divmod float floordiv getnewargs int mod mul neg pos pow radd rdivmod rfloordiv rmod rmul round rpow rsub rtruediv sub truediv trunc ceil floor";
const INTEGER = `${NUMBER} and index invert lshift or rand rlshift ror rrshift rshift rxor xor`;
const SEQUENCE = "add contains getitem iter len mul rmul";
const TEXT = `${SEQUENCE} getnewargs mod rmod`;

/** What else each type has, of names that begin with an underscore. */
const OF_TYPE: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries({
    NoneType: "bool",
    bool: INTEGER,
    int: INTEGER,
    float: `${NUMBER} getformat`,
    str: TEXT,
    Markup: `${TEXT} html html_format module radd slots`,
    list: `${SEQUENCE} class_getitem delitem iadd imul reversed setitem`,
    tuple: `${SEQUENCE} class_getitem getnewargs`,
    dict: "class_getitem contains delitem getitem ior iter len or reversed ror setitem",
    Undefined:
      "add aiter bool call complex div float floordiv getattr getitem int iter len mod module mul neg pos pow radd rdiv rfloordiv rmod rmul rpow rsub rtruediv slots sub truediv _fail_with_undefined_error _undefined_exception _undefined_hint _undefined_message _undefined_name _undefined_obj",
    builtin_function_or_method: "call module name qualname self text_signature",
    generator: "del iter name next qualname",
    range: "bool contains getitem iter len reversed",
    bytes: `${TEXT} bytes`,
  }).map(([type, listed]) => [type, new Set(names(listed))] as const),
);

/** Whether Python's value has an attribute of this name, which begins with an underscore: what the sandbox hides. */
export function hasHiddenAttribute(value: Value, name: string): boolean {
  if (value instanceof Namespace) return name === "__class__" || value.get(name) !== undefined;
  if (EVERY_OBJECT.has(name) || (OF_TYPE.get(typeName(value))?.has(name) ?? false)) return true;
  if (!(value instanceof PythonObject)) return false;
  switch (name) {
    case "__len__":
      return value.length !== undefined;
    case "__iter__":
      return value.iterate !== undefined;
    case "__contains__":
      return value.contains !== undefined;
    case "__call__":
      return value.call !== undefined;
    case "__getitem__":
      return value.item !== undefined;
    default:
      return value.hasHidden?.(name) === true;
  }
}
