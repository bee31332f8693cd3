import type { GenerationNode } from "../syntax/nodes.ts";
import { Dict } from "../values/dict.ts";
import { Tuple } from "../values/list.ts";
import { Undefined } from "../values/undefined.ts";
import type { Value } from "../values/value.ts";
import { findSymbols } from "./find-symbols.ts";
import { type Execute, Frame, GO_ON } from "./frame.ts";
import { freeNames } from "./free-names.ts";
import { Layout } from "./layout.ts";
import { inner, type Scope } from "./scope.ts";
import { compileBody } from "./body.ts";
import { Symbols } from "./symbols.ts";
import { compileEnter } from "./variables.ts";

/** What a call block whose caller is called without arguments has. */
const SPECIAL: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["caller", new Undefined("No caller defined")],
  ["kwargs", new Dict(new Map())],
  ["varargs", new Tuple([])],
]);

/** `{% generation %}…{% endgeneration %}`: Hugging Face has it as a call block, a function of its own, whose text it prints. */
export function compileGeneration(node: GenerationNode, scope: Scope): Execute {
  const layout = new Layout(scope.symbols.layout);
  const symbols = new Symbols(scope.symbols, layout);
  findSymbols(node.body, symbols);
  const special = Array.from(
    freeNames(node.body, [...SPECIAL.keys()]),
    (name) => [symbols.parameter(name), SPECIAL.get(name)] as const,
  );
  const within = inner(scope, symbols);
  const body = compileBody(node.body, within);
  const enter = compileEnter(symbols, within);
  return (around) => {
    const { state } = around;
    const frame = new Frame(layout.size, around, state, around.context);
    for (const [slot, value] of special) frame.slots[slot] = value;
    enter?.(frame);
    const { output } = state;
    if (output === state.root) {
      const start = output.length;
      body(frame);
      state.generated.push([start, output.length]);
      return GO_ON;
    }
    const first = output.separate();
    body(frame);
    output.mark(first, {});
    state.hasMarks = true;
    return GO_ON;
  };
}
