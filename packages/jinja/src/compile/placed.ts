import { JinjaError, LimitError, type TemplatePosition } from "../errors.ts";
import { locate } from "../syntax/position.ts";

/**
 * Runs; errors then say where they happened, in their position and in their message. What JavaScript's stack and strings do not
 * hold is a limit as any other.
 *
 * ```
 * template:3:14: 'tool' is undefined
 *   {{- tool.name }}
 *            ^
 * ```
 */
export function placed<T>(source: string, name: string, at: () => number, run: () => T): T {
  try {
    return run();
  } catch (error) {
    const known = error instanceof RangeError ? limitOf(error) : error;
    if (!(known instanceof JinjaError)) throw error;
    const { reason, position } = locate(known, source, at(), name);
    if (position !== null) known.message = describe(reason, position);
    throw known;
  }
}

function limitOf({ message }: RangeError): LimitError {
  const isTooLong = message.includes("string length") || message.includes("array length");
  return new LimitError(
    isTooLong ? "the template makes a text that is too long" : "the template nests deeper than the stack",
  );
}

/** Lines can be as long as the template: so much of them is shown on each side. */
const SHOWN = 60;

function describe(reason: string, { template, line, column, source }: TemplatePosition): string {
  const characters = [...source];
  const from = Math.max(0, column - 1 - SHOWN);
  const shown = characters
    .slice(from, column - 1 + SHOWN)
    .join("")
    .replaceAll("\t", " ");
  const caret = `${" ".repeat(column - 1 - from)}^`;
  return `${template}:${line}:${column}: ${reason}\n  ${shown}\n  ${caret}`;
}
