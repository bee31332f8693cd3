import type { Example, Prepared, Rejection, TurnVerdict } from "@turnwise/core";

/** What a result comes to, without the words of messages and without how prompts were proven. */
export function summaryOf(result: Prepared | Rejection): unknown {
  if (result.kind === "rejection") return { code: codeOf(result) };
  return {
    examples: result.examples.map(exampleSummary),
    diagnostics: result.diagnostics.map(({ code, count }) => `${code} ${count}`).toSorted(),
  };
}

/** A family knows its roles and says so first; of a template by itself it is known what it raises. */
function codeOf({ code }: Rejection): string {
  return code === "unknown-role" ? "template-error" : code;
}

function exampleSummary({ ids, weights, messages, composed, turns }: Example): unknown {
  return { messages, composed, ids: [...ids], weights: [...weights], turns: turns.map(turnSummary).filter(isFirst) };
}

function turnSummary({ messages, verdict, endAppended }: TurnVerdict): string {
  return `${messages.join(",")} ${verdict}${endAppended ? ", end appended" : ""}`;
}

/** A second piece of a turn that an example does not train, which Gemma 4 edge has behind a tool's result, is told apart by the family alone. */
function isFirst(turn: string, index: number, turns: readonly string[]): boolean {
  return turn !== turns[index - 1] || !turn.endsWith(" masked");
}
