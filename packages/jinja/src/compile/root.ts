import type { BlockNode, Statement, TemplateNode } from "../syntax/nodes.ts";
import { nestedIn } from "./children.ts";
import { Context } from "./context.ts";
import { findSymbols } from "./find-symbols.ts";
import { Frame } from "./frame.ts";
import { freeNames } from "./free-names.ts";
import { Layout } from "./layout.ts";
import type { Rendering } from "./rendering.ts";
import type { Scope } from "./scope.ts";
import { blocksObject, parentBlock } from "./block-objects.ts";
import { compileSteps, sequence } from "./body.ts";
import { compileAnyCheck } from "./check.ts";
import type { Compiler } from "./compiler.ts";
import { compileAnyExpression } from "./expression.ts";
import { compileAnyStatement } from "./statement.ts";
import { Symbols } from "./symbols.ts";
import { Unit } from "./unit.ts";
import { compileEnter } from "./variables.ts";

/** A template, compiled. */
export interface CompiledRoot {
  run(state: Rendering): void;
  /** The names that it takes from the context. */
  readonly resolved: ReadonlySet<string>;
}

const COMPILER: Compiler = { expression: compileAnyExpression, check: compileAnyCheck, statement: compileAnyStatement };

export function compileRoot({ body }: TemplateNode, source: string, name: string): CompiledRoot {
  const blocks = new Map<string, BlockNode>();
  const unit = new Unit(COMPILER, source, name, blocks);
  collectBlocks(body, blocks);
  const symbols = new Symbols(null, new Layout(null));
  const self = freeNames(body, ["self"]).size > 0 ? symbols.parameter("self") : null;
  findSymbols(body, symbols);
  const rest = { steps: [], from: 0, leave: null, next: null };
  const scope: Scope = { unit, symbols, isTopLevel: true, isSoft: false, escapes: false, rest };
  const run = sequence(compileSteps(body, scope));
  const enter = compileEnter(symbols, scope);
  for (const block of blocks.values()) compileBlock(block, unit);
  const names = unit.variables;
  return {
    resolved: unit.resolved,
    run: (state) => {
      state.variables = names.map((variable) => state.lookUp(variable));
      const frame = new Frame(symbols.layout.size, null, state, new Context((variable) => state.lookUp(variable)));
      if (self !== null) frame.slots[self] = blocksObject(unit, frame);
      enter?.(frame);
      run(frame);
    },
  };
}

function collectBlocks(statements: readonly Statement[], blocks: Map<string, BlockNode>): void {
  for (const statement of statements) {
    if (statement.kind === "block") blocks.set(statement.name, statement);
    collectBlocks(nestedIn(statement).statements, blocks);
  }
}

/** A block is a function that sees only the context. */
function compileBlock(node: BlockNode, unit: Unit): void {
  const layout = new Layout(null, true);
  const symbols = new Symbols(null, layout);
  const free = freeNames(node.body, ["self", "super"]);
  const self = free.has("self") ? symbols.parameter("self") : null;
  const parent = free.has("super") ? symbols.parameter("super") : null;
  findSymbols(node.body, symbols);
  const scope: Scope = { unit, symbols, isTopLevel: false, isSoft: false, escapes: false, rest: null };
  const run = sequence(compileSteps(node.body, scope));
  const enter = compileEnter(symbols, scope);
  unit.runBlocks.set(node.name, (around, context) => {
    const { state } = around;
    state.budget.deeper(() => {
      const frame = new Frame(layout.size, null, state, context);
      if (self !== null) frame.slots[self] = blocksObject(unit, frame);
      if (parent !== null) frame.slots[parent] = parentBlock(node.name);
      enter?.(frame);
      run(frame);
    });
  });
}
