import { RowError, TemplateError } from "@turnwise/core";
import { Environment, Interpreter, type TemplateScope, type TemplateValue } from "./library.ts";
import { isNode, listIn, nodeIn, nodesIn, valueOf, type TreeNode } from "./syntax-tree.ts";

/** What prints nothing by itself. */
const STATEMENTS = ["Set", "For", "If", "Macro", "Comment", "CallStatement", "FilterStatement"];
const NUMERIC = ["IntegerValue", "FloatValue", "BooleanValue"];
const COLLECTIONS = ["ArrayValue", "TupleValue", "ObjectValue"];

/** The nodes of a template that are looked at while it runs. */
export interface WatchedNodes {
  readonly printed: ReadonlySet<TreeNode>;
  readonly operands: ReadonlySet<TreeNode>;
}

/** Finds what a template prints, and what it computes with. */
export function watch(program: TreeNode): WatchedNodes {
  const printed = new Set<TreeNode>();
  const operands = new Set<TreeNode>();
  for (const node of nodesIn(program)) {
    for (const field of ["body", "alternate", "defaultBlock"]) {
      for (const child of listIn(node, field)) if (!STATEMENTS.includes(child.type)) printed.add(child);
    }
    for (const field of ["left", "right", "object", "operand"]) {
      const operand = nodeIn(node, field);
      if (operand !== null) operands.add(operand);
    }
  }
  return { printed, operands };
}

/** Runs a parsed template with these variables. */
export function run(program: TreeNode, watched: WatchedNodes, context: Readonly<Record<string, unknown>>): string {
  const scope = new Environment();
  for (const [name, value] of Object.entries({ ...GLOBALS, ...context })) scope.set(name, value);
  return String(new StrictInterpreter(scope, watched).run(program).value);
}

const GLOBALS: Readonly<Record<string, unknown>> = {
  true: true,
  True: true,
  false: false,
  False: false,
  none: null,
  None: null,
  range: (start: number, stop?: number, step?: number) => range(start, stop, step ?? 1),
  raise_exception: (message: string) => {
    throw new TemplateError(message);
  },
};

/** As Python's sandbox, at most 100,000. */
function range(start: number, stop: number | undefined, step: number): readonly number[] {
  const [from, to] = stop === undefined ? [0, start] : [start, stop];
  const length = Math.max(0, Math.ceil((to - from) / step));
  if (!(length <= 100_000)) throw new TemplateError("range is above 100000");
  return Array.from({ length }, (_, index) => from + index * step);
}

/** Stops where the engine's answer is known to differ from Python's, and at what Python refuses. */
class StrictInterpreter extends Interpreter {
  readonly #watched: WatchedNodes;
  readonly #operands = new Map<TreeNode, TemplateValue>();
  /** What `|safe` made: joined to a text by `+`, Python escapes that text. */
  readonly #markup = new WeakSet<TemplateValue>();

  constructor(scope: TemplateScope, watched: WatchedNodes) {
    super(scope);
    this.#watched = watched;
  }

  override evaluate(node: TreeNode | undefined, scope: TemplateScope): TemplateValue {
    const value = super.evaluate(node, scope);
    if (node === undefined) return value;
    if (this.#watched.printed.has(node)) checkPrinted(value);
    if (node.type === "BinaryExpression") this.#checkOperation(node, value);
    else if (node.type === "FilterExpression") this.#checkFilter(node, value);
    else if (node.type === "MemberExpression") this.#checkMember(node);
    if (this.#watched.operands.has(node)) this.#operands.set(node, value);
    return value;
  }

  #operandOf(node: TreeNode, field: string): TemplateValue | null {
    const operand = nodeIn(node, field);
    return operand === null ? null : (this.#operands.get(operand) ?? null);
  }

  #checkOperation(node: TreeNode, result: TemplateValue): void {
    const operator = isNode(node["operator"]) ? node["operator"]["value"] : null;
    const left = this.#operandOf(node, "left");
    const right = this.#operandOf(node, "right");
    if (left === null || right === null) return;
    switch (operator) {
      case "+":
        return this.#checkAddition(left, right, result);
      case "~":
        checkPrinted(left);
        return checkPrinted(right);
      case "==":
      case "!=":
        return checkEquality(left, right);
      case "in":
      case "not in":
        if (right.type === "ArrayValue" && COLLECTIONS.includes(left.type)) throw differs("looks for a list in a list");
        return;
      case "%":
        if (Number(left.value) < 0 || Number(right.value) < 0) throw differs("divides negative numbers with %");
        return;
      default:
    }
  }

  #checkAddition(left: TemplateValue, right: TemplateValue, result: TemplateValue): void {
    const texts = [left, right].filter((each) => each.type === "StringValue");
    if (texts.length === 1) throw new TemplateError('the template joins a text and something else by "+"');
    const markup = [left, right].filter((each) => this.#markup.has(each));
    if (markup.length === 0) return;
    const plain = [left, right].find((each) => !this.#markup.has(each));
    if (/[&<>'"]/.test(String(plain?.value ?? ""))) throw differs("joins |safe and a text that Python escapes by +");
    this.#markup.add(result);
  }

  #checkFilter(node: TreeNode, result: TemplateValue): void {
    const filter = nodeIn(node, "filter");
    const name = valueOf(filter?.type === "CallExpression" ? nodeIn(filter, "callee") : filter, "Identifier");
    const operand = this.#operandOf(node, "operand");
    if (operand === null) return;
    if (name === "safe") this.#markup.add(result);
    else if (name === "string") checkPrinted(operand);
    else if (name === "length" && typeof operand.value === "string") setValue(result, [...operand.value].length);
    else if (name === "join" && Array.isArray(operand.value)) for (const each of operand.value) checkPrinted(each);
  }

  #checkMember(node: TreeNode): void {
    const object = this.#operandOf(node, "object");
    if (object === null) return;
    if (object.type === "UndefinedValue")
      throw new TemplateError("the template reads a field of an undefined variable");
    if (node["computed"] === true) checkCodePoints(object);
  }
}

function checkPrinted({ type, value }: TemplateValue): void {
  const same =
    ["StringValue", "IntegerValue", "UndefinedValue"].includes(type) || (type === "FloatValue" && isPlain(value));
  if (!same) throw differs(`prints ${PRINTED[type] ?? type}`);
}

const PRINTED: Readonly<Record<string, string>> = {
  ArrayValue: "a list",
  TupleValue: "a tuple",
  ObjectValue: "an object",
  BooleanValue: "true or false",
  NullValue: "none",
  FloatValue: "a very small or large number",
};

/** Whether a float is printed alike, without an exponent. */
function isPlain(value: unknown): boolean {
  return value === 0 || (Math.abs(Number(value)) >= 1e-4 && Math.abs(Number(value)) < 1e16);
}

function checkEquality(left: TemplateValue, right: TemplateValue): void {
  const sameKind = left.type === right.type;
  if (sameKind && COLLECTIONS.includes(left.type) && left !== right) throw differs("compares lists or objects");
  const numeric = NUMERIC.includes(left.type) && NUMERIC.includes(right.type);
  // oxlint-disable-next-line eqeqeq -- the engine compares so
  if (!sameKind && !numeric && left.value == right.value) throw differs("compares values of different types");
}

/** Indexes count UTF-16 units there, and code points in Python. */
function checkCodePoints({ value }: TemplateValue): void {
  if (typeof value === "string" && /[\ud800-\udfff]/.test(value)) {
    throw differs("cuts a text that holds characters above U+FFFF");
  }
}

/** The result of a filter is a value of its own. */
function setValue(result: TemplateValue, value: number): void {
  Reflect.set(result, "value", value);
}

function differs(what: string): RowError {
  return new RowError(
    "template-engine-differs",
    `the chat template ${what}, which @huggingface/jinja does otherwise than Python. Choose a family that renders natively (--family).`,
  );
}
