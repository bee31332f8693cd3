import type { Expression, Statement } from "../syntax/nodes.ts";
import { nestedIn } from "./children.ts";
import { operandsOf } from "../syntax/operands.ts";

/**
 * Which of the names are read somewhere in the statements before anything there sets them, in the order of the source. Unlike the
 * symbols of a scope this looks into inner scopes, too, but not into blocks.
 */
export function freeNames(statements: readonly Statement[], names: readonly string[]): ReadonlySet<string> {
  const asked = new Set(names);
  const found = new Set<string>();
  const read = (node: Expression): void => {
    if (node.kind === "name" && asked.has(node.name)) found.add(node.name);
    for (const operand of operandsOf(node)) read(operand);
  };
  const visit = (node: Statement): void => {
    if (node.kind === "block") return;
    const children = nestedIn(node);
    for (const name of children.sets) asked.delete(name);
    for (const expression of children.before) read(expression);
    for (const statement of children.statements) visit(statement);
    for (const expression of children.behind) read(expression);
  };
  for (const statement of statements) visit(statement);
  return found;
}
