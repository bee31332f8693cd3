import type { CallArguments, CompareNode, Comparison, Expression, TestNode } from "../syntax/nodes.ts";
import { TESTS } from "../tests/tests.ts";
import { fail } from "../values/python-error.ts";
import { compare, equals, truth } from "../values/operations.ts";
import { Text } from "../values/text.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import { compileArguments } from "./arguments.ts";
import { compileCheck, compileExpression } from "./compiler.ts";
import type { Check, Evaluate } from "./frame.ts";
import { PROMPT_FLAG, PROMPT_NAME } from "./prompt-flag.ts";
import type { Scope } from "./scope.ts";
import { compileRead } from "./variables.ts";

/** An expression of which only the truth matters. */
export function compileAnyCheck(node: Expression, scope: Scope): Check {
  switch (node.kind) {
    case "compare":
      return compileCompare(node, scope);
    case "test":
      return compileTest(node, scope);
    case "unary": {
      if (node.operator !== "not") break;
      const operand = compileCheck(node.operand, scope);
      return (frame) => !operand(frame);
    }
    case "logical": {
      const left = compileCheck(node.left, scope);
      const right = compileCheck(node.right, scope);
      if (node.operator === "and") return (frame) => left(frame) && right(frame);
      return (frame) => left(frame) || right(frame);
    }
    default:
  }
  const value = compileExpression(node, scope);
  return (frame) => {
    const found = value(frame);
    return typeof found === "boolean" ? found : truth(found, frame.state);
  };
}

function compileCompare({ first, rest, offset }: CompareNode, scope: Scope): Check {
  const left = compileExpression(first, scope);
  const operands = rest.map(([operator, operand]) => ({ operator, operand, value: compileExpression(operand, scope) }));
  const [only, ...others] = operands;
  if (only === undefined) return (frame) => truth(left(frame), frame.state);
  if (others.length > 0) return compileChain(left, operands, offset);
  const { operator, operand, value: right } = only;
  if ((operator === "==" || operator === "!=") && operand.kind === "constant" && typeof operand.value === "string") {
    const text = operand.value;
    const isEqual = operator === "==";
    return (frame) => {
      const value = left(frame);
      if (typeof value === "string") return (value === text) === isEqual;
      if (value instanceof Text) return (value.value === text) === isEqual;
      return equals(value, text, frame.state) === isEqual;
    };
  }
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    frame.state.at = offset;
    return compare(operator, a, b, frame.state);
  };
}

function compileChain(
  first: Evaluate,
  operands: readonly { readonly operator: Comparison; readonly value: Evaluate }[],
  offset: number,
): Check {
  return (frame) => {
    let left: Value = first(frame);
    return operands.every(({ operator, value }) => {
      const right = value(frame);
      frame.state.at = offset;
      const holds = compare(operator, left, right, frame.state);
      left = right;
      return holds;
    });
  };
}

function compileTest(node: TestNode, scope: Scope): Check {
  const { name, offset, operand } = node;
  if ((name === "defined" || name === "undefined") && operand.kind === "name" && operand.name === PROMPT_NAME) {
    return compilePromptTest(operand, name === "defined", scope);
  }
  const value = compileExpression(operand, scope);
  if (isBare(node.arguments)) {
    if (name === "defined") return (frame) => !(value(frame) instanceof Undefined);
    if (name === "undefined") return (frame) => value(frame) instanceof Undefined;
    if (name === "none") return (frame) => value(frame) === null;
  }
  const give = compileArguments(node.arguments, scope);
  const test = TESTS.get(name);
  if (test === undefined) {
    if (!scope.isSoft) scope.unit.refuse(`No test named '${name}'.`, offset);
    return (frame) => {
      value(frame);
      give(frame);
      frame.state.at = offset;
      return fail("TemplateRuntimeError", `No test named '${name}' found.`);
    };
  }
  return (frame) => {
    const tested = value(frame);
    const given = give(frame);
    frame.state.at = offset;
    return test(tested, given, frame.state);
  };
}

/** Whether there is an `add_generation_prompt` can be asked without reading it: every ending has one. */
function compilePromptTest(node: Extract<Expression, { kind: "name" }>, asksDefined: boolean, scope: Scope): Check {
  const read = compileRead(node, scope);
  return (frame) => {
    let value = read(frame);
    if (value === PROMPT_FLAG) value = frame.state.isPromptGiven ? true : frame.state.readPrompt();
    return (value !== undefined && !(value instanceof Undefined)) === asksDefined;
  };
}

function isBare({ positional, named, spread, namedSpread }: CallArguments): boolean {
  return positional.length === 0 && named.length === 0 && spread === null && namedSpread === null;
}
