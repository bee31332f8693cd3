import { TurnwiseError } from "@turnwise/core";
import { findLeaks } from "./find-leaks.ts";
import { listIn, nodeIn, nodesIn, valueOf, type TreeNode } from "./syntax-tree.ts";

/** Methods whose argument the engine ignores. */
const STRIPS = ["strip", "lstrip", "rstrip"];
/** They leave the rest of a word as it is, where Python lowers it. */
const CASES = ["title", "capitalize"];

/**
 * Refuses a template that the engine would print otherwise than Python without a word: each rule was seen to differ from
 * Jinja2 3.1.6.
 *
 * @throws {TurnwiseError} `template-reads-clock`, `template-not-supported`
 */
export function refuseUnsupported(source: string, program: TreeNode): void {
  for (const node of nodesIn(program)) {
    if (valueOf(node, "Identifier") === "strftime_now") throw readsClock();
    const construct = unsupported(node);
    if (construct !== null) throw notSupported(construct);
  }
  // The engine drops the tags before it parses, so that the tree does not show them.
  const leaving = setInGeneration(source);
  if (leaving !== null) throw notSupported(`the variable ${leaving} outside the {% generation %} that sets it`);
  const leak = findLeaks(program);
  if (leak !== null) throw notSupported(leak);
}

function unsupported(node: TreeNode): string | null {
  switch (node.type) {
    case "Break":
      return "{% break %}";
    case "Continue":
      return "{% continue %}";
    case "StringLiteral":
      return /\{%|%\}|\{#|#\}/.test(valueOf(node, "StringLiteral") ?? "") ? "a tag inside a string" : null;
    case "CallExpression":
      return unsupportedCall(node);
    case "FilterExpression":
    case "FilterStatement":
      return unsupportedFilter(nodeIn(node, "filter"));
    default:
      return null;
  }
}

function unsupportedCall(node: TreeNode): string | null {
  const callee = nodeIn(node, "callee");
  if (callee?.type !== "MemberExpression" || callee["computed"] === true) return null;
  const method = valueOf(nodeIn(callee, "property"), "Identifier") ?? "";
  if (STRIPS.includes(method) && listIn(node, "args").length > 0) return `.${method}() with an argument`;
  return CASES.includes(method) ? `.${method}()` : null;
}

function unsupportedFilter(filter: TreeNode | null): string | null {
  const call = filter?.type === "CallExpression" ? filter : null;
  const name = valueOf(call === null ? filter : nodeIn(call, "callee"), "Identifier") ?? "";
  if (CASES.includes(name)) return `the filter ${name}`;
  const sorts = listIn(call ?? { type: "" }, "args").some(
    (argument) => valueOf(nodeIn(argument, "key"), "Identifier") === "sort_keys",
  );
  return name === "tojson" && sorts ? "tojson(sort_keys=…)" : null;
}

const GENERATION = /\{%[-+]?\s*generation\b[\s\S]*?\bendgeneration\b/g;

/** A variable that is set inside a generation block, which has a scope of its own, and named outside of it. */
function setInGeneration(source: string): string | null {
  const outside = source.replaceAll(GENERATION, "");
  for (const [block] of source.matchAll(GENERATION)) {
    for (const [, name = ""] of block.matchAll(/\{%[-+]?\s*set\s+(\w+)\s*(?:=|[-+]?%\})/g)) {
      if (new RegExp(`\\b${name}\\b`).test(outside)) return name;
    }
  }
  return null;
}

const INSTEAD = "Gemma, Llama and ChatML render natively (`turnwise families`): choose one with --family if it fits.";

function readsClock(): TurnwiseError {
  return new TurnwiseError(
    "template-reads-clock",
    `the chat template reads the clock (strftime_now), so that its text would change from day to day, and @huggingface/jinja cannot be given a fixed date. ${INSTEAD}`,
  );
}

function notSupported(construct: string): TurnwiseError {
  return new TurnwiseError(
    "template-not-supported",
    `the chat template uses ${construct}, which @huggingface/jinja prints otherwise than Python. ${INSTEAD}`,
  );
}
