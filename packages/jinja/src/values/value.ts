import type { BinaryOperator } from "../syntax/nodes.ts";
import type { Arguments } from "./arguments.ts";
import type { Dict, Hash } from "./dict.ts";
import type { List, Tuple } from "./list.ts";
import type { DataInteger, Float } from "./numbers.ts";
import type { RenderState } from "./render-state.ts";
import type { Text } from "./text.ts";
import type { Undefined } from "./undefined.ts";

/**
 * A Python value.
 *
 * | Python | here |
 * |---|---|
 * | None, bool | null, boolean |
 * | int | number where it is safe, else bigint, never both; from the context: DataInteger |
 * | float | Float |
 * | str, Markup | string or Text |
 * | list, tuple, dict | List, Tuple, Dict |
 * | Jinja's Undefined | Undefined |
 * | all else (range, generators, views, macros, loops, namespaces, methods, bytes, …) | PythonObject |
 */
export type Value =
  | null
  | boolean
  | number
  | bigint
  | DataInteger
  | Float
  | string
  | Text
  | List
  | Tuple
  | Dict
  | Undefined
  | PythonObject;

/** What is neither data nor text: each member that is absent says that the object cannot do it. */
export abstract class PythonObject {
  /** As Python's messages name the type: `generator`, `range`, `builtin_function_or_method`. */
  abstract readonly typeName: string;
  /** Of the type, if it is not Python's own: `jinja2.utils`. */
  readonly module?: string;
  /** `str(value)` */
  abstract text(state: RenderState): string | Text;
  /** Undefined in JavaScript's sense: there is no such attribute. Names that begin with `_` are never asked for. */
  attribute?(name: string, state: RenderState): Value | undefined;
  /** Whether there is an attribute of this name, which begins with `_`; beyond those that each of Python's objects has. */
  hasHidden?(name: string): boolean;
  /** `value[key]`; undefined in JavaScript's sense: there is no such item. */
  item?(key: Value, state: RenderState): Value | undefined;
  /** `value[start:stop:step]`; null where one is omitted. Undefined in JavaScript's sense: not with these. */
  slice?(start: Value, stop: Value, step: Value, state: RenderState): Value | undefined;
  call?(given: Arguments, state: RenderState): Value;
  iterate?(state: RenderState): Iterator<Value, void>;
  length?(state: RenderState): number;
  contains?(value: Value, state: RenderState): boolean;
  /** By default true. */
  truth?(state: RenderState): boolean;
  /** By default identity. */
  equals?(other: Value, state: RenderState): boolean;
  /** As a key. By default identity; what has `equals` and no hash cannot be one. */
  hash?(): Hash;
  /** `value + other` and so on, or, reflected, `other + value`. Undefined in JavaScript's sense: not with this. */
  binary?(operator: BinaryOperator, other: Value, isReflected: boolean, state: RenderState): Value | undefined;
  /** Negative, 0 or positive; undefined in JavaScript's sense: these have no order. */
  order?(other: Value): number | undefined;
}
