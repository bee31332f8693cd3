/** The syntax tree, with the names of Jinja2's own nodes. `offset`: where in the source (newlines normalised), in UTF-16 code units. */
interface At {
  readonly offset: number;
}

export interface TemplateNode {
  readonly body: readonly Statement[];
}

export type Statement =
  | OutputNode
  | ForNode
  | IfNode
  | MacroNode
  | CallBlockNode
  | FilterBlockNode
  | GenerationNode
  | WithNode
  | BlockNode
  | AssignNode
  | AssignBlockNode
  | AutoescapeNode
  | LoopControlNode
  | LoaderNode;

/** Text of the template and printed expressions, in a row. */
export interface OutputNode extends At {
  readonly kind: "output";
  readonly parts: readonly (TextNode | Expression)[];
}
export interface TextNode extends At {
  readonly kind: "text";
  readonly text: string;
}
export interface ForNode extends At {
  readonly kind: "for";
  readonly target: Target;
  readonly iterable: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
  /** `for x in xs if test` */
  readonly test: Expression | null;
  readonly recursive: boolean;
}
/** `elif` is an `if` alone in `otherwise`, and a level of nesting. */
export interface IfNode extends At {
  readonly kind: "if";
  readonly test: Expression;
  readonly body: readonly Statement[];
  readonly otherwise: readonly Statement[];
}
/** `defaults` belong to the last of `parameters`. */
interface Signature {
  readonly parameters: readonly string[];
  readonly defaults: readonly Expression[];
}
export interface MacroNode extends At, Signature {
  readonly kind: "macro";
  readonly name: string;
  readonly body: readonly Statement[];
}
export interface CallBlockNode extends At, Signature {
  readonly kind: "call-block";
  readonly call: CallNode;
  readonly body: readonly Statement[];
}
export interface FilterBlockNode extends At {
  readonly kind: "filter-block";
  /** The filters, innermost first; each applies to the result of the one before. */
  readonly filters: readonly NamedCall[];
  readonly body: readonly Statement[];
}
/** `{% generation %}`: Hugging Face's extension; a scope of its own. */
export interface GenerationNode extends At {
  readonly kind: "generation";
  readonly body: readonly Statement[];
}
export interface WithNode extends At {
  readonly kind: "with";
  readonly targets: readonly Target[];
  readonly values: readonly Expression[];
  readonly body: readonly Statement[];
}
export interface BlockNode extends At {
  readonly kind: "block";
  readonly name: string;
  readonly body: readonly Statement[];
  readonly scoped: boolean;
  readonly required: boolean;
}
export interface AssignNode extends At {
  readonly kind: "assign";
  readonly target: Target;
  readonly value: Expression;
}
export interface AssignBlockNode extends At {
  readonly kind: "assign-block";
  readonly target: Target;
  readonly filters: readonly NamedCall[];
  readonly body: readonly Statement[];
}
export interface AutoescapeNode extends At {
  readonly kind: "autoescape";
  readonly value: Expression;
  readonly body: readonly Statement[];
}
export interface LoopControlNode extends At {
  readonly kind: "break" | "continue";
}
/** Needs a loader, which chat templates do not have: an error when it is reached. */
export interface LoaderNode extends At {
  readonly kind: "extends" | "include" | "import" | "from-import";
  readonly template: Expression;
  /** `import x as NAME`, `from x import NAME, NAME as NAME`: the names that it would bind. */
  readonly names: readonly string[];
  /** `include … ignore missing`. */
  readonly ignoreMissing: boolean;
}

/** What can stand left of `=` or behind `for`. */
export type Target = NameNode | NamespaceReferenceNode | TargetTupleNode;
export interface NamespaceReferenceNode extends At {
  readonly kind: "namespace-reference";
  readonly name: string;
  readonly attribute: string;
}
export interface TargetTupleNode extends At {
  readonly kind: "target-tuple";
  readonly items: readonly Target[];
}

export type Expression =
  | NameNode
  | ConstantNode
  | TupleNode
  | ListNode
  | DictNode
  | ConditionalNode
  | FilterNode
  | TestNode
  | CallNode
  | GetItemNode
  | GetAttributeNode
  | SliceNode
  | ConcatNode
  | CompareNode
  | BinaryNode
  | UnaryNode
  | LogicalNode;

export interface NameNode extends At {
  readonly kind: "name";
  readonly name: string;
}
/** Integers: a number where it is safe, else a bigint. Floats are marked, since 2.0 is a number, too. */
export interface ConstantNode extends At {
  readonly kind: "constant";
  readonly value: null | boolean | number | bigint | string;
  readonly isFloat: boolean;
}
export interface TupleNode extends At {
  readonly kind: "tuple";
  readonly items: readonly Expression[];
}
export interface ListNode extends At {
  readonly kind: "list";
  readonly items: readonly Expression[];
}
export interface DictNode extends At {
  readonly kind: "dict";
  readonly entries: readonly (readonly [key: Expression, value: Expression])[];
}
export interface ConditionalNode extends At {
  readonly kind: "conditional";
  readonly test: Expression;
  readonly value: Expression;
  readonly otherwise: Expression | null;
}
export interface CallArguments {
  readonly positional: readonly Expression[];
  readonly named: readonly (readonly [name: string, value: Expression])[];
  /** `*args` */
  readonly spread: Expression | null;
  /** `**kwargs` */
  readonly namedSpread: Expression | null;
}
/** A filter or test by name, without the value that it applies to. */
export interface NamedCall extends At {
  readonly name: string;
  readonly arguments: CallArguments;
}
export interface FilterNode extends NamedCall {
  readonly kind: "filter";
  readonly operand: Expression;
}
export interface TestNode extends NamedCall {
  readonly kind: "test";
  readonly operand: Expression;
}
export interface CallNode extends At {
  readonly kind: "call";
  readonly callee: Expression;
  readonly arguments: CallArguments;
}
export interface GetItemNode extends At {
  readonly kind: "get-item";
  readonly object: Expression;
  readonly key: Expression;
}
export interface GetAttributeNode extends At {
  readonly kind: "get-attribute";
  readonly object: Expression;
  readonly attribute: string;
}
/** Stands only as the key of a get-item. */
export interface SliceNode extends At {
  readonly kind: "slice";
  readonly start: Expression | null;
  readonly stop: Expression | null;
  readonly step: Expression | null;
}
/** `a ~ b ~ c` */
export interface ConcatNode extends At {
  readonly kind: "concat";
  readonly items: readonly Expression[];
}
export type Comparison = "==" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "not in";
/** `a < b <= c` */
export interface CompareNode extends At {
  readonly kind: "compare";
  readonly first: Expression;
  readonly rest: readonly (readonly [operator: Comparison, operand: Expression])[];
}
export type BinaryOperator = "+" | "-" | "*" | "/" | "//" | "%" | "**";
export interface BinaryNode extends At {
  readonly kind: "binary";
  readonly operator: BinaryOperator;
  readonly left: Expression;
  readonly right: Expression;
}
export interface UnaryNode extends At {
  readonly kind: "unary";
  readonly operator: "not" | "-" | "+";
  readonly operand: Expression;
}
export interface LogicalNode extends At {
  readonly kind: "logical";
  readonly operator: "and" | "or";
  readonly left: Expression;
  readonly right: Expression;
}
