import { pythonTruth, type Message } from "@turnwise/core";

/** The next message that is not a tool's. */
export function nextSpeaker(
  messages: readonly Message[],
  index: number,
): { readonly role: string; readonly index: number } | null {
  for (let next = index + 1; next < messages.length; next++) {
    const role = messages[next]?.role;
    if (role !== undefined && role !== "tool") return { role, index: next };
  }
  return null;
}

/**
 * The messages of the assistant's turn that begins at `index`: words are joined to the words that follow; a call ends the turn.
 *
 * ```
 * assistant "a", assistant "b", assistant call, tool, assistant "c"  →  [0, 1, 2] and then [4]
 * ```
 */
export function assistantRun(messages: readonly Message[], index: number): readonly number[] {
  const run = [index];
  let last = index;
  for (;;) {
    const message = messages[last];
    if (pythonTruth(message?.["tool_responses"]) || pythonTruth(message?.tool_calls)) return run;
    const next = nextSpeaker(messages, last);
    if (next?.role !== "assistant") return run;
    run.push(next.index);
    last = next.index;
  }
}
