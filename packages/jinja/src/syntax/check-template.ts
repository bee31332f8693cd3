import { childrenOf, type SyntaxNode } from "./children.ts";
import type { Nesting } from "./nesting.ts";
import type { CallArguments, CallBlockNode, MacroNode, NamedCall, Target, TemplateNode } from "./nodes.ts";
import type { TemplateSource } from "./template-source.ts";

/** Names that Python does not take for the name of an argument; if one of them is used, arguments are passed as a dict. */
const PYTHON_KEYWORDS: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import " +
    "in is lambda nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

const LOOP_IS_BOUND = "Can't assign to special loop variable in for-loop target";

/** Where a node stands. */
interface Place {
  readonly depth: number;
  /** `break` has a loop to leave: macros, call blocks, blocks and generation blocks are functions of their own. */
  readonly isLoopBody: boolean;
  /** Anywhere within a `for`. */
  readonly isInFor: boolean;
  /** At the top of the template, or in an `if` there. */
  readonly isTop: boolean;
}

/**
 * Refuses what Jinja's parser lets through and its compiler, or Python's, does not, but for names of filters and tests; and trees that
 * are too deep to be walked by recursion, which chains of operators make as well.
 *
 * @throws {TemplateSyntaxError}
 * @throws {LimitError}
 */
export function checkTemplate(template: TemplateNode, source: TemplateSource, nesting: Nesting): void {
  const blocks = new Set<string>();
  const top: Place = { depth: 1, isLoopBody: false, isInFor: false, isTop: true };
  const pending: (readonly [SyntaxNode, Place])[] = [];
  const enter = (nodes: readonly SyntaxNode[], place: Place): void => {
    for (const node of nodes.toReversed()) pending.push([node, place]);
  };
  enter(template.body, top);
  for (let entry = pending.pop(); entry; entry = pending.pop()) {
    const [node, place] = entry;
    if (place.depth > nesting.limit) throw nesting.refuse(node.offset);
    const reason = faultOf(node, place, blocks);
    if (reason !== null) throw source.refuse(reason, node.offset);
    const within: Place = { ...place, depth: place.depth + 1, isTop: place.isTop && node.kind === "if" };
    if (node.kind === "for") {
      const inFor: Place = { ...within, isInFor: true };
      enter(node.otherwise, { ...inFor, isLoopBody: place.isLoopBody && !node.recursive });
      enter(node.body, { ...inFor, isLoopBody: true });
      enter([node.target, node.iterable, ...(node.test ? [node.test] : [])], inFor);
    } else {
      const isFunction = ["macro", "call-block", "block", "generation"].includes(node.kind);
      enter(childrenOf(node), { ...within, isLoopBody: place.isLoopBody && !isFunction });
    }
  }
}

function faultOf(node: SyntaxNode, place: Place, blocks: Set<string>): string | null {
  switch (node.kind) {
    case "break":
      return place.isLoopBody ? null : "'break' outside loop";
    case "continue":
      return place.isLoopBody ? null : "'continue' not properly in loop";
    case "extends":
      return place.isTop ? null : "cannot use extend from a non top-level scope";
    case "block":
      if (blocks.has(node.name)) return `block '${node.name}' defined twice`;
      blocks.add(node.name);
      return null;
    case "for":
      return binds(node.target, "loop") ? LOOP_IS_BOUND : null;
    case "assign":
      return place.isInFor && binds(node.target, "loop") ? LOOP_IS_BOUND : null;
    case "assign-block":
      if (place.isInFor && binds(node.target, "loop")) return LOOP_IS_BOUND;
      return faultOfFilters(node.filters);
    case "filter-block":
      return faultOfFilters(node.filters);
    case "macro":
      return faultOfSignature(node);
    case "call-block":
      return faultOfSignature(node) ?? faultOfArguments(node.call.arguments, "caller");
    case "call":
    case "filter":
    case "test":
      return faultOfArguments(node.arguments);
    case "get-item":
      if (node.key.kind !== "tuple" || node.key.items.every(({ kind }) => kind !== "slice")) return null;
      return "a slice cannot stand among several keys";
    default:
      return null;
  }
}

function binds(target: Target, name: string): boolean {
  if (target.kind === "target-tuple") return target.items.some((item) => binds(item, name));
  return target.kind === "name" && target.name === name;
}

function faultOfFilters(filters: readonly NamedCall[]): string | null {
  for (const filter of filters) {
    const fault = faultOfArguments(filter.arguments);
    if (fault !== null) return fault;
  }
  return null;
}

function faultOfArguments(given: CallArguments, ...others: readonly string[]): string | null {
  const names = [...given.named.map(([name]) => name), ...others];
  if (names.some((name) => PYTHON_KEYWORDS.has(name))) return null;
  const repeated = firstRepeated(names);
  return repeated === undefined ? null : `keyword argument repeated: ${repeated}`;
}

function faultOfSignature({ parameters, defaults, body }: MacroNode | CallBlockNode): string | null {
  const repeated = firstRepeated(parameters);
  if (repeated !== undefined) return `duplicate argument '${repeated}' in function definition`;
  const caller = parameters.indexOf("caller");
  if (caller < 0 || caller >= parameters.length - defaults.length || !readsCaller(body)) return null;
  return 'When defining macros or call blocks the special "caller" argument must be omitted or be given a default.';
}

function firstRepeated(names: readonly string[]): string | undefined {
  const known = new Set<string>();
  return names.find((name) => known.size === known.add(name).size);
}

/** Whether a macro's body reads `caller` before it sets it, as Jinja finds out: in the order of the text, and not in blocks. */
function readsCaller(body: readonly SyntaxNode[]): boolean {
  const pending = body.toReversed();
  for (let node = pending.pop(); node; node = pending.pop()) {
    if (node.kind === "name" && node.name === "caller") return true;
    if (bindsCaller(node)) return false;
    if (node.kind !== "block") pending.push(...childrenOf(node).toReversed());
  }
  return false;
}

function bindsCaller(node: SyntaxNode): boolean {
  switch (node.kind) {
    case "for":
    case "assign":
    case "assign-block":
      return binds(node.target, "caller");
    case "with":
      return node.targets.some((target) => binds(target, "caller"));
    case "macro":
      return node.parameters.includes("caller");
    default:
      return false;
  }
}
