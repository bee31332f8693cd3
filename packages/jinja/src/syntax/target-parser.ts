import type { ExpressionParser, TupleOf } from "./expression-parser.ts";
import type { Expression, NameNode, NamespaceReferenceNode, Target } from "./nodes.ts";
import type { TokenStream } from "./token-stream.ts";

const RESERVED: ReadonlySet<string> = new Set(["true", "false", "none", "True", "False", "None"]);

/** What Jinja calls a node in `can't assign to '…'`, where that is not the name of the kind in one word. */
const BINARY_NAMES = {
  "+": "add",
  "-": "sub",
  "*": "mul",
  "/": "div",
  "//": "floordiv",
  "%": "mod",
  "**": "pow",
} as const;
const UNARY_NAMES = { not: "not", "-": "neg", "+": "pos" } as const;

type Found = Expression | NamespaceReferenceNode | TupleOf<Expression | NamespaceReferenceNode>;

/** Reads what stands left of `=` or behind `for`. */
export class TargetParser {
  readonly #stream: TokenStream;
  readonly #expressions: ExpressionParser;

  constructor(stream: TokenStream, expressions: ExpressionParser) {
    this.#stream = stream;
    this.#expressions = expressions;
  }

  /** A name to bind. @throws {TemplateSyntaxError} a reserved one */
  name(): NameNode {
    const { text, offset } = this.#stream.expectName();
    if (RESERVED.has(text)) throw this.#stream.source.refuse("can't assign to 'name'", offset);
    return { kind: "name", name: text, offset };
  }

  /** A name or a tuple of names; with `namespaces`, `namespace.attribute` as well. */
  target(namespaces = false): Target {
    const read = (): Expression | NamespaceReferenceNode =>
      (namespaces ? this.#reference() : null) ?? this.#expressions.primary();
    const found = this.#expressions.tupleOf(read);
    const target = targetOf(found);
    if (target) return target;
    throw this.#stream.source.refuse(`can't assign to '${jinjaName(found)}'`, found.offset);
  }

  #reference(): NamespaceReferenceNode | null {
    const token = this.#stream.current;
    if (token.kind !== "name" || RESERVED.has(token.text) || this.#stream.look().kind !== ".") return null;
    this.#stream.next();
    this.#stream.next();
    const attribute = this.#stream.expectName().text;
    return { kind: "namespace-reference", name: token.text, attribute, offset: token.offset };
  }
}

function targetOf(found: Found): Target | null {
  if (found.kind === "name") return RESERVED.has(found.name) ? null : found;
  if (found.kind === "namespace-reference") return found;
  if (found.kind !== "tuple") return null;
  const items = found.items.map(targetOf);
  return items.every((item) => item !== null) ? { kind: "target-tuple", items, offset: found.offset } : null;
}

function jinjaName(node: Found): string {
  switch (node.kind) {
    case "constant":
      return "const";
    case "conditional":
      return "condexpr";
    case "get-item":
      return "getitem";
    case "get-attribute":
      return "getattr";
    case "logical":
      return node.operator;
    case "binary":
      return BINARY_NAMES[node.operator];
    case "unary":
      return UNARY_NAMES[node.operator];
    default:
      return node.kind;
  }
}
