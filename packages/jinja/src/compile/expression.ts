import { isConstant } from "./is-constant.ts";
import type { BinaryNode, Expression, GetItemNode, SliceNode, UnaryNode } from "../syntax/nodes.ts";
import { Dict } from "../values/dict.ts";
import { List, Tuple } from "../values/list.ts";
import { missingAttribute } from "../values/missing.ts";
import { binary, concatenate, dictOf, getItem, negate, plus, positive, sliceOf, truth } from "../values/operations.ts";
import { Undefined } from "../values/undefined.ts";
import { compileAttribute, isNoDictMethod } from "./attribute.ts";
import { compileCall } from "./call.ts";
import { compileCheck, compileExpression } from "./compiler.ts";
import { constantOf } from "./constant-of.ts";
import { compileFilter } from "./filter.ts";
import type { Evaluate } from "./frame.ts";
import type { Scope } from "./scope.ts";
import { compileName } from "./variables.ts";

/** An expression of any kind. */
export function compileAnyExpression(node: Expression, scope: Scope): Evaluate {
  switch (node.kind) {
    case "name":
      return compileName(node, scope);
    case "constant": {
      const constant = constantOf(node);
      return () => constant;
    }
    case "tuple":
    case "list":
      return compileItems(node.items, node.kind === "tuple", scope);
    case "dict": {
      const entries = node.entries.map(
        ([key, value]) => [compileExpression(key, scope), compileExpression(value, scope)] as const,
      );
      return (frame) => {
        const made = entries.map(([key, value]) => [key(frame), value(frame)] as const);
        frame.state.at = node.offset;
        return dictOf(made, frame.state);
      };
    }
    case "conditional":
      return compileConditional(node, scope);
    case "filter":
      return compileFilter(node, scope);
    case "call":
      return compileCall(node, scope);
    case "get-attribute":
      return compileAttribute(node, scope);
    case "get-item":
      return compileItem(node, scope);
    case "slice":
      return scope.unit.refuseSyntax("invalid syntax: a slice stands alone between brackets", node.offset);
    case "concat": {
      const items = node.items.map((item) => compileExpression(item, scope));
      return (frame) => {
        const values = items.map((item) => item(frame));
        frame.state.at = node.offset;
        return concatenate(values, frame.state);
      };
    }
    case "binary": {
      if (isNegatedPower(node)) return compileExpression(negatedPower(node), scope);
      const left = compileExpression(node.left, scope);
      const right = compileExpression(node.right, scope);
      const { operator, offset } = node;
      if (operator === "+") {
        return (frame) => {
          const first = left(frame);
          const second = right(frame);
          frame.state.at = offset;
          return plus(first, second, frame.state);
        };
      }
      return (frame) => {
        const first = left(frame);
        const second = right(frame);
        frame.state.at = offset;
        return binary(operator, first, second, frame.state);
      };
    }
    case "logical": {
      const left = compileExpression(node.left, scope);
      const right = compileExpression(node.right, scope);
      const isAnd = node.operator === "and";
      return (frame) => {
        const first = left(frame);
        return truth(first, frame.state) === isAnd ? right(frame) : first;
      };
    }
    case "unary": {
      if (node.operator === "not") return compileCheck(node, scope);
      const operand = compileExpression(node.operand, scope);
      const operate = node.operator === "-" ? negate : positive;
      return (frame) => {
        const value = operand(frame);
        frame.state.at = node.offset;
        return operate(value, frame.state);
      };
    }
    case "compare":
    case "test":
      return compileCheck(node, scope);
    default:
      return node satisfies never;
  }
}

/** `(-2) ** n`, which Jinja writes as Python's `-2 ** n`, where the minus comes last; a power of constants it works out itself. */
function isNegatedPower({ operator, left, right }: BinaryNode): boolean {
  if (operator !== "**" || left.kind !== "unary" || left.operator !== "-") return false;
  return left.operand.kind === "constant" && !isConstant(right);
}

function negatedPower(node: BinaryNode): UnaryNode {
  const base = node.left.kind === "unary" ? node.left.operand : node.left;
  return { kind: "unary", operator: "-", operand: { ...node, left: base }, offset: node.offset };
}

/** Steps that a list costs beside its items. */
const LIST = 4;

function compileItems(nodes: readonly Expression[], isTuple: boolean, scope: Scope): Evaluate {
  const items = nodes.map((item) => compileExpression(item, scope));
  return (frame) => {
    frame.state.budget.spend(LIST + items.length);
    const values = items.map((item) => item(frame));
    return isTuple ? new Tuple(values) : new List(values);
  };
}

function compileConditional(node: Extract<Expression, { kind: "conditional" }>, scope: Scope): Evaluate {
  const soft = { ...scope, isSoft: true };
  const test = compileCheck(node.test, soft);
  const value = compileExpression(node.value, soft);
  if (node.otherwise !== null) {
    const otherwise = compileExpression(node.otherwise, soft);
    return (frame) => (test(frame) ? value(frame) : otherwise(frame));
  }
  const missing = new Undefined(
    `the inline if-expression on line ${scope.unit.lineOf(node.offset)} evaluated to false and no else section was defined.`,
  );
  return (frame) => (test(frame) ? value(frame) : missing);
}

function compileItem(node: GetItemNode, scope: Scope): Evaluate {
  const object = compileExpression(node.object, scope);
  const { key, offset } = node;
  if (key.kind === "slice") return compileSlice(object, key, scope);
  if (key.kind === "constant" && typeof key.value === "string") {
    const name = key.value;
    const missing = isNoDictMethod(name) ? missingAttribute(new Dict(new Map()), name) : null;
    return (frame) => {
      const from = object(frame);
      if (from instanceof Dict) {
        const value = from.get(name);
        if (value !== undefined) return value;
        if (missing !== null) return missing;
      }
      frame.state.at = offset;
      return getItem(from, name, frame.state);
    };
  }
  const index = compileExpression(key, scope);
  return (frame) => {
    const from = object(frame);
    const at = index(frame);
    frame.state.at = offset;
    return getItem(from, at, frame.state);
  };
}

function compileSlice(object: Evaluate, { start, stop, step, offset }: SliceNode, scope: Scope): Evaluate {
  const [from, to, by] = [start, stop, step].map((part) => (part === null ? null : compileExpression(part, scope)));
  return (frame) => {
    const value = object(frame);
    const first = from?.(frame) ?? null;
    const end = to?.(frame) ?? null;
    const stride = by?.(frame) ?? null;
    frame.state.at = offset;
    return sliceOf(value, first, end, stride, frame.state);
  };
}
