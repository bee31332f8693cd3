import type { Expression, Statement, TemplateNode } from "../syntax/nodes.ts";
import { nestedIn } from "./children.ts";
import { operandsOf } from "../syntax/operands.ts";

/** What can be said of a template without rendering it. */
export interface Features {
  readonly words: ReadonlySet<string>;
  readonly marksGeneration: boolean;
}

const WORD = /^[\p{L}\p{N}_-]+$/u;

export function featuresOf({ body }: TemplateNode): Features {
  const words = new Set<string>();
  let marksGeneration = false;
  const read = (node: Expression): void => {
    if (node.kind === "constant" && typeof node.value === "string" && WORD.test(node.value)) words.add(node.value);
    for (const operand of operandsOf(node)) read(operand);
  };
  const visit = (node: Statement): void => {
    if (node.kind === "generation") marksGeneration = true;
    const { before, statements, behind } = nestedIn(node);
    for (const expression of before) read(expression);
    for (const statement of statements) visit(statement);
    for (const expression of behind) read(expression);
  };
  for (const statement of body) visit(statement);
  return { words, marksGeneration };
}
