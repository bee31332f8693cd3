import { RowError } from "../errors/row-error.ts";
import type { ExampleText } from "./example-text.ts";
import type { TrainableTurn } from "./trainable-turn.ts";

/**
 * The one comparison on which everything rests: an example begins with what the server sends before a turn, and what is trained
 * follows it.
 *
 * @returns where the prompt and the turn end, in UTF-16 code units
 * @throws {RowError} `unproven`
 */
export function prove(
  { start, startLength, rendering }: ExampleText,
  { own, messages }: TrainableTurn,
): readonly [promptLength: number, end: number] {
  const promptLength = own.prompt.length;
  const end = promptLength + own.text.length;
  const hasPrompt = promptLength <= startLength && start.startsWith(own.prompt);
  if (hasPrompt && rendering.text.slice(promptLength, end) === own.text) return [promptLength, end];
  throw new RowError(
    "unproven",
    `an example must begin with what the server sends before message ${messages[0]}, followed by what is trained; the text that was ` +
      "put together does not. Leave the row out, or train the rendering as it is, unproven, with --turns as-rendered.",
    { message: messages[0] ?? 0 },
  );
}
