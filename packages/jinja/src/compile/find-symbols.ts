import type { Expression, ForNode, NamedCall, Statement, Target } from "../syntax/nodes.ts";
import { argumentsOf, operandsOf } from "../syntax/operands.ts";
import type { Symbols } from "./symbols.ts";

/** Enters what the statements of a scope read and set, without looking into scopes within. */
export function findSymbols(statements: readonly Statement[], symbols: Symbols): void {
  for (const statement of statements) findInStatement(statement, symbols);
}

export function findInExpression(node: Expression, symbols: Symbols): void {
  if (node.kind === "name") symbols.load(node.name);
  for (const operand of operandsOf(node)) findInExpression(operand, symbols);
}

/** The parameters of a macro or call block, its defaults and its body. */
export function findInFunction(
  {
    parameters,
    defaults,
    body,
  }: { parameters: readonly string[]; defaults: readonly Expression[]; body: readonly Statement[] },
  symbols: Symbols,
): void {
  for (const name of parameters) symbols.parameter(name);
  for (const node of defaults) findInExpression(node, symbols);
  findSymbols(body, symbols);
}

export function findInFilters(filters: readonly NamedCall[], symbols: Symbols): void {
  for (const filter of filters) for (const node of argumentsOf(filter)) findInExpression(node, symbols);
}

/** Targets of a loop or `with`, which the scope has from its beginning. */
export function declareTarget(target: Target, symbols: Symbols): void {
  if (target.kind === "name") symbols.parameter(target.name);
  else if (target.kind === "namespace-reference") symbols.load(target.name);
  else for (const item of target.items) declareTarget(item, symbols);
}

export function findInLoop(node: ForNode, symbols: Symbols): void {
  declareTarget(node.target, symbols);
  findSymbols(node.body, symbols);
}

function findInStatement(node: Statement, symbols: Symbols): void {
  switch (node.kind) {
    case "output":
      for (const part of node.parts) if (part.kind !== "text") findInExpression(part, symbols);
      return;
    case "for":
      return findInExpression(node.iterable, symbols);
    case "if": {
      findInExpression(node.test, symbols);
      const branches = [node.body, node.otherwise].map((body) => {
        const branch = symbols.branch();
        findSymbols(body, branch);
        return branch;
      });
      return symbols.merge(branches);
    }
    case "macro":
      return symbols.store(node.name);
    case "call-block":
      return findInExpression(node.call, symbols);
    case "filter-block":
      return findInFilters(node.filters, symbols);
    case "with":
      for (const value of node.values) findInExpression(value, symbols);
      return;
    case "assign":
      findInExpression(node.value, symbols);
      return storeTarget(node.target, symbols);
    case "assign-block":
      return storeTarget(node.target, symbols);
    case "extends":
    case "include":
    case "import":
    case "from-import":
      findInExpression(node.template, symbols);
      for (const name of node.names) symbols.store(name);
      return;
    case "generation":
    case "block":
    case "autoescape":
    case "break":
    case "continue":
      return;
    default:
      return node satisfies never;
  }
}

function storeTarget(target: Target, symbols: Symbols): void {
  if (target.kind === "name") symbols.store(target.name);
  else if (target.kind === "namespace-reference") symbols.load(target.name);
  else for (const item of target.items) storeTarget(item, symbols);
}
