import { LimitError } from "../errors.ts";
import { DEFAULT_LIMITS } from "../limits.ts";
import { asInteger } from "./coercion.ts";
import { Dict, type Hash, textHash } from "./dict.ts";
import { List, Tuple } from "./list.ts";
import { Float } from "./numbers.ts";
import { fail } from "./python-error.ts";
import type { RenderState } from "./render-state.ts";
import { Text } from "./text.ts";
import { typeName } from "./type-name.ts";
import { Undefined } from "./undefined.ts";
import type { Value } from "./value.ts";

const UNDEFINED = Symbol("Undefined");

/**
 * What a dict finds a key by: the same for keys that are equal in Python, such as 1, 1.0 and True. A tuple's are written out as
 * text behind U+0000.
 *
 * @throws {TemplateRuntimeError} TypeError: a list or dict, or a tuple that holds one
 */
export function hashOf(value: Value, state?: RenderState): Hash {
  if (typeof value === "string") return textHash(value);
  if (value instanceof Text) return textHash(value.value);
  if (value === null) return null;
  if (value instanceof Float) return floatHash(value);
  if (value instanceof Tuple) return tupleHash(value, state, 0);
  if (value instanceof List || value instanceof Dict) return unhashable(value);
  if (value instanceof Undefined) return UNDEFINED;
  const whole = asInteger(value);
  if (whole !== null) return whole;
  if (typeof value !== "object") return null;
  if (!("typeName" in value)) return null;
  if (value.hash !== undefined) return value.hash();
  return value.equals === undefined ? value : unhashable(value);
}

function unhashable(value: Value): never {
  fail("TypeError", `unhashable type: '${typeName(value)}'`);
}

/** NaN is equal to itself only by identity. */
function floatHash(float: Float): Hash {
  if (Number.isNaN(float.value)) return float;
  if (Number.isInteger(float.value) && !Number.isSafeInteger(float.value)) return BigInt(float.value);
  return float.value === 0 ? 0 : float.value;
}

const LONGEST_TUPLE_HASH = 1_000_000;

/** Numbers for what is the same only by identity, so that it can stand in the text of a tuple. */
const identities = new WeakMap<object, number>();
let identityCount = 0;

function identityOf(value: object): number {
  let identity = identities.get(value);
  if (identity === undefined) identities.set(value, (identity = ++identityCount));
  return identity;
}

function tupleHash(tuple: Tuple, state: RenderState | undefined, depth: number): string {
  if (depth > DEFAULT_LIMITS.depth) throw new LimitError("a tuple used as a key nests too deep");
  let text = "\0(";
  for (const item of tuple.items) {
    const hash = item instanceof Tuple ? tupleHash(item, state, depth + 1) : hashOf(item, state);
    text += written(hash);
    if (text.length > LONGEST_TUPLE_HASH) throw new LimitError("a tuple used as a key is too long");
  }
  state?.budget.spend(1 + (text.length >>> 4));
  return `${text})`;
}

function written(hash: Hash): string {
  if (typeof hash === "string") return `s${hash.length}:${hash}`;
  if (typeof hash === "number" || typeof hash === "bigint") return `n${hash};`;
  if (typeof hash === "symbol") return "u";
  return hash === null ? "0" : `o${identityOf(hash)};`;
}
