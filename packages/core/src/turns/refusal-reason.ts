import type { RefusalCode } from "./derived-turn.ts";

/** What a refusal says: rule, place, what was found, what to do. */
export function refusalReason(code: RefusalCode, found: string, messages: readonly number[]): string {
  const place = messages.length === 1 ? `message ${messages[0]}` : `messages ${messages.join(", ")}`;
  const unproven = "or train the rendering as it is, unproven, with --turns as-rendered";
  switch (code) {
    case "prefix-does-not-render":
      return (
        `a turn is compared with what the server sends before it, which for ${place} cannot be rendered: ${found.replace(/\.?$/, ".")} ` +
        `Begin the row with a message that the template takes first, ${unproven}.`
      );
    case "dropped":
      return (
        `an answer must be printed to be trained: of ${place}, the template prints nothing of ${found}. ` +
        "Leave the row out, use a template that prints it, or mask the turn with --turns as-rendered."
      );
    case "no-stop":
      return (
        `a turn must end in a token that stops generation: behind ${place} the template prints ` +
        (found === ""
          ? `none. Name the model's stop token with --stop-token, ${unproven}.`
          : `${found}, which the model's files do not name as one. If it ends every turn, say so with --stop-token '${found}', ${unproven}.`)
      );
    case "open-prompt":
      return (
        `an answer must continue its prompt: before ${place} the generation prompt opens a block ${found}, which the answer never closes. ` +
        `Give the row its reasoning (reasoning_content), give a template argument that closes the block (such as enable_thinking=false), ${unproven}.`
      );
    case "prompt-differs":
      return (
        `an answer must continue its prompt: before ${place} the generation prompt ends with ${JSON.stringify(found)}, which the template ` +
        `does not print before this answer. Give a template argument that changes the prompt (such as enable_thinking), ${unproven}.`
      );
  }
  return code satisfies never;
}
