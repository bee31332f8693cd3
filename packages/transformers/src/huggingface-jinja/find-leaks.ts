import { childrenOf, listIn, namesBoundBy, nodeIn, nodesIn, valueOf, type TreeNode } from "./syntax-tree.ts";

/**
 * Finds where the engine's scopes differ from Python's: a variable that is set in a loop and read before it is set in the
 * same round (the engine still has the value of the round before), and a macro that reads a variable of a loop outside
 * of it (Python does not see that). Null if neither is there.
 */
export function findLeaks(program: TreeNode): string | null {
  const bound = new Set<string>();
  for (const loop of nodesIn(program)) {
    if (loop.type !== "For") continue;
    for (const name of boundIn(loop)) bound.add(name);
    const body = listIn(loop, "body");
    const watched = new Set(body.flatMap((statement) => setIn(statement)));
    const stale = readBeforeSet(body, new Set(namesBoundBy(nodeIn(loop, "loopvar"))), watched);
    if (stale !== null) return `the variable ${stale}, which is set in a loop and read before it is set anew`;
  }
  for (const macro of nodesIn(program)) {
    if (macro.type !== "Macro") continue;
    const own = new Set([...listIn(macro, "args").flatMap(parameterNames), ...setIn(macro), ...boundIn(macro)]);
    for (const name of readsIn(macro)) {
      if (bound.has(name) && !own.has(name)) return `the variable ${name} of a loop, which a macro reads`;
    }
  }
  return null;
}

/** Names that loops bind: their variables, and what is set in them. */
function boundIn(node: TreeNode): readonly string[] {
  const names: string[] = [];
  for (const each of nodesIn(node)) {
    if (each.type === "For")
      names.push(...namesBoundBy(nodeIn(each, "loopvar")), ...listIn(each, "body").flatMap(setIn));
  }
  return names;
}

/** Names that are set in a statement, nested loops and macros apart, which have scopes of their own. */
function setIn(statement: TreeNode): readonly string[] {
  if (statement.type === "Set") return namesBoundBy(nodeIn(statement, "assignee"));
  if (statement.type === "For") return [];
  return childrenOf(statement).flatMap((child) => (child.type === "Macro" ? [] : setIn(child)));
}

function parameterNames(parameter: TreeNode): readonly string[] {
  return namesBoundBy(parameter.type === "KeywordArgumentExpression" ? nodeIn(parameter, "key") : parameter);
}

/** Walks statements in order. `set`: names that are surely set by then in this round; grows on the way. */
function readBeforeSet(statements: readonly TreeNode[], set: Set<string>, watched: ReadonlySet<string>): string | null {
  for (const statement of statements) {
    const found =
      statement.type === "If"
        ? inIf(statement, set, watched)
        : statement.type === "For"
          ? inFor(statement, set, watched)
          : firstStale(statement, set, watched);
    if (found !== null) return found;
    if (statement.type === "Set") for (const name of namesBoundBy(nodeIn(statement, "assignee"))) set.add(name);
  }
  return null;
}

function inIf(statement: TreeNode, set: Set<string>, watched: ReadonlySet<string>): string | null {
  const body = listIn(statement, "body");
  const alternate = listIn(statement, "alternate");
  const then = new Set(set);
  const otherwise = new Set(set);
  const found =
    firstStale(nodeIn(statement, "test"), set, watched) ??
    readBeforeSet(body, then, watched) ??
    readBeforeSet(alternate, otherwise, watched);
  for (const name of watched) {
    if ((then.has(name) || body.some(raises)) && (otherwise.has(name) || alternate.some(raises))) set.add(name);
  }
  return found;
}

/** What a nested loop sets is its own. */
function inFor(statement: TreeNode, set: ReadonlySet<string>, watched: ReadonlySet<string>): string | null {
  const inner = new Set([...set, ...namesBoundBy(nodeIn(statement, "loopvar"))]);
  return (
    firstStale(nodeIn(statement, "iterable"), inner, watched) ??
    readBeforeSet(listIn(statement, "body"), inner, watched) ??
    readBeforeSet(listIn(statement, "defaultBlock"), new Set(set), watched)
  );
}

function firstStale(node: TreeNode | null, set: ReadonlySet<string>, watched: ReadonlySet<string>): string | null {
  if (node === null) return null;
  for (const name of readsIn(node)) if (watched.has(name) && !set.has(name)) return name;
  return null;
}

function raises(statement: TreeNode): boolean {
  return (
    statement.type === "CallExpression" && valueOf(nodeIn(statement, "callee"), "Identifier") === "raise_exception"
  );
}

/** Names of variables that a node reads. */
function* readsIn(node: TreeNode): Iterable<string> {
  const name = valueOf(node, "Identifier");
  if (name !== null) return void (yield name);
  const loopNames = node.type === "For" ? namesBoundBy(nodeIn(node, "loopvar")) : [];
  for (const child of childrenOf(node)) {
    const isName =
      (node.type === "MemberExpression" && child === node["property"] && node["computed"] !== true) ||
      ((node.type === "FilterExpression" || node.type === "FilterStatement") && child === node["filter"]) ||
      (node.type === "TestExpression" && child === node["test"]) ||
      (node.type === "KeywordArgumentExpression" && child === node["key"]) ||
      (node.type === "Set" && child === node["assignee"] && child.type !== "MemberExpression") ||
      (node.type === "Macro" && child === node["name"]) ||
      (node.type === "For" && child === node["loopvar"]);
    if (!isName) yield* without(loopNames, readsIn(child));
    else if (child.type === "CallExpression") for (const argument of listIn(child, "args")) yield* readsIn(argument);
  }
}

function* without(excluded: readonly string[], names: Iterable<string>): Iterable<string> {
  for (const name of names) if (!excluded.includes(name)) yield name;
}
