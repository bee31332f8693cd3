import type { Expression, Statement, Target } from "../syntax/nodes.ts";
import { argumentsOf, orNone } from "../syntax/operands.ts";

/** Whatever stands directly in a statement, in the order of the fields of Jinja2's nodes. */
export interface Children {
  /** The names that the statement sets, or declares for its body: they stand in front of all else. */
  readonly sets: readonly string[];
  readonly before: readonly Expression[];
  readonly statements: readonly Statement[];
  readonly behind: readonly Expression[];
}

export function nestedIn(node: Statement): Children {
  switch (node.kind) {
    case "output":
      return children({ before: node.parts.filter((part) => part.kind !== "text") });
    case "for":
      return children({
        sets: namesOf(node.target),
        before: [node.iterable],
        statements: [...node.body, ...node.otherwise],
        behind: orNone(node.test),
      });
    case "if":
      return children({ before: [node.test], statements: [...node.body, ...node.otherwise] });
    case "macro":
      return children({ sets: node.parameters, before: node.defaults, statements: node.body });
    case "call-block":
      return children({ sets: node.parameters, before: [node.call, ...node.defaults], statements: node.body });
    case "filter-block":
      return children({ statements: node.body, behind: node.filters.flatMap(argumentsOf) });
    case "with":
      return children({ sets: node.targets.flatMap(namesOf), before: node.values, statements: node.body });
    case "assign":
      return children({ sets: namesOf(node.target), before: [node.value] });
    case "assign-block":
      return children({
        sets: namesOf(node.target),
        before: node.filters.flatMap(argumentsOf),
        statements: node.body,
      });
    case "generation":
    case "block":
      return children({ statements: node.body });
    case "autoescape":
      return children({ before: [node.value], statements: node.body });
    case "extends":
    case "include":
    case "import":
    case "from-import":
      return children({ before: [node.template] });
    case "break":
    case "continue":
      return children({});
    default:
      return node satisfies never;
  }
}

/** The names that a target sets. */
export function namesOf(target: Target): readonly string[] {
  if (target.kind === "name") return [target.name];
  return target.kind === "target-tuple" ? target.items.flatMap(namesOf) : [];
}

function children(some: Partial<Children>): Children {
  return { sets: [], before: [], statements: [], behind: [], ...some };
}
