import { JinjaError, type TemplatePosition } from "@turnwise/jinja";
import { TemplateError, TurnwiseError } from "@turnwise/core";

/**
 * An error about a template's source, with the line that it is about.
 *
 * ```
 * chatml.jinja, line 3, column 14: unexpected '}'
 *
 *   3 | {{ messages[0] } }}
 *     |              ^
 * ```
 */
export function templateFault(name: string, error: unknown): unknown {
  const fault = error instanceof JinjaError ? error : error instanceof Error ? error.cause : null;
  if (!(fault instanceof JinjaError)) return error;
  return new TurnwiseError("template-not-parsed", `${name}${placed(fault)}`, { cause: error });
}

/** What a template says of one conversation, with the line where it says it. */
export function conversationFault(name: string, error: unknown): unknown {
  if (!(error instanceof JinjaError)) return error;
  const refuses = error.name === "RaisedError" ? "the template refuses this conversation: " : "";
  return new TemplateError(`${name}${placed(error, refuses)}`, undefined, { cause: error });
}

function placed({ position, reason }: JinjaError, before: string = ""): string {
  if (position === null) return `: ${before}${reason}`;
  return `, line ${position.line}, column ${position.column}: ${before}${reason}\n\n${excerpt(position)}`;
}

const SHOWN = 100;

/** The line with a caret below the column; of a long line what stands around it. */
function excerpt({ line, column, source }: TemplatePosition): string {
  const characters = [...source];
  const from = characters.length <= SHOWN ? 0 : Math.max(0, Math.min(column - SHOWN / 2, characters.length - SHOWN));
  const shown = characters.slice(from, from + SHOWN);
  const number = String(line);
  const caret = `${" ".repeat(Math.max(0, column - 1 - from))}^`;
  return `  ${number} | ${from > 0 ? "…" : ""}${shown.join("")}\n  ${" ".repeat(number.length)} | ${from > 0 ? " " : ""}${caret}`;
}
