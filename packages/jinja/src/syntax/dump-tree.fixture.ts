import type { CallArguments, Expression, NamedCall, Statement, Target, TemplateNode, TextNode } from "./nodes.ts";

export type Dump = null | boolean | string | readonly Dump[];

/** The tree in the form that jinja_tree.py gives Jinja's in. */
export function dumpTemplate(template: TemplateNode): Dump {
  return template.body.map(statement);
}

function statement(node: Statement): Dump {
  const { kind } = node;
  switch (kind) {
    case "output":
      return [kind, ...node.parts.map(part)];
    case "for":
      return [
        kind,
        target(node.target),
        expression(node.iterable),
        node.body.map(statement),
        node.otherwise.map(statement),
        optional(node.test),
        node.recursive,
      ];
    case "if":
      return [kind, expression(node.test), node.body.map(statement), node.otherwise.map(statement)];
    case "macro":
      return [kind, node.name, node.parameters, node.defaults.map(expression), node.body.map(statement)];
    case "call-block":
      return [kind, node.parameters, node.defaults.map(expression), expression(node.call), node.body.map(statement)];
    case "filter-block":
      return [kind, node.filters.map(named), node.body.map(statement)];
    case "generation":
      return [kind, node.body.map(statement)];
    case "with":
      return [kind, node.targets.map(target), node.values.map(expression), node.body.map(statement)];
    case "block":
      return [kind, node.name, node.body.map(statement), node.scoped, node.required];
    case "assign":
      return [kind, target(node.target), expression(node.value)];
    case "assign-block":
      return [kind, target(node.target), node.filters.map(named), node.body.map(statement)];
    case "autoescape":
      return [kind, expression(node.value), node.body.map(statement)];
    case "break":
    case "continue":
      return [kind];
    default:
      return [kind, expression(node.template), node.names, node.ignoreMissing];
  }
}

function part(node: TextNode | Expression): Dump {
  return node.kind === "text" ? ["text", node.text] : expression(node);
}

function target(node: Target): Dump {
  switch (node.kind) {
    case "name":
      return ["name", node.name];
    case "namespace-reference":
      return ["namespace-reference", node.name, node.attribute];
    case "target-tuple":
      return ["tuple", ...node.items.map(target)];
  }
}

function optional(node: Expression | null): Dump {
  return node && expression(node);
}

function args({ positional, named: names, spread, namedSpread }: CallArguments): Dump[] {
  return [
    positional.map(expression),
    names.map(([name, value]) => [name, expression(value)]),
    optional(spread),
    optional(namedSpread),
  ];
}

function named(node: NamedCall): Dump {
  return [node.name, ...args(node.arguments)];
}

function constant(value: null | boolean | number | bigint | string, isFloat: boolean): Dump {
  if (typeof value === "number" && isFloat) {
    const view = new DataView(new ArrayBuffer(8));
    view.setFloat64(0, value);
    return ["float", view.getBigUint64(0).toString(16).padStart(16, "0")];
  }
  if (typeof value === "number" || typeof value === "bigint") return ["integer", `0x${value.toString(16)}`];
  return ["constant", value];
}

function expression(node: Expression): Dump {
  const { kind } = node;
  switch (kind) {
    case "name":
      return [kind, node.name];
    case "constant":
      return constant(node.value, node.isFloat);
    case "tuple":
    case "list":
    case "concat":
      return [kind, ...node.items.map(expression)];
    case "dict":
      return [kind, ...node.entries.map(([key, value]) => [expression(key), expression(value)])];
    case "conditional":
      return [kind, expression(node.test), expression(node.value), optional(node.otherwise)];
    case "filter":
    case "test":
      return [kind, expression(node.operand), node.name, ...args(node.arguments)];
    case "call":
      return [kind, expression(node.callee), ...args(node.arguments)];
    case "get-item":
      return [kind, expression(node.object), expression(node.key)];
    case "get-attribute":
      return [kind, expression(node.object), node.attribute];
    case "slice":
      return [kind, optional(node.start), optional(node.stop), optional(node.step)];
    case "compare":
      return [kind, expression(node.first), ...node.rest.map(([operator, operand]) => [operator, expression(operand)])];
    case "binary":
    case "logical":
      return [kind, node.operator, expression(node.left), expression(node.right)];
    case "unary":
      return [kind, node.operator, expression(node.operand)];
  }
}
