import type { Message } from "../contracts/message.ts";
import type { DataPiece } from "./data-index.ts";
import type { Prefix } from "./prefix.ts";
import { textsOf } from "./message-texts.ts";
import { isPrinted } from "./printed-texts.ts";

/**
 * What a template leaves out of a message so that nothing sensible remains to be trained: all of its texts, or the name of a function
 * that it calls. Null: it prints them.
 *
 * @param pieces the data of the turn
 */
export function findDropped(message: Message, pieces: readonly DataPiece[], text: Prefix): string | null {
  const texts = textsOf(message);
  const printed = texts.filter((each) => isPrinted(each, pieces));
  if (texts.length > 0 && printed.length === 0) return texts.map(({ path }) => path).join(", ");
  const unnamed = texts.find(({ path, text: name }) => {
    const call = /^(?<call>tool_calls\[\d+\])\.function\.name$/.exec(path)?.groups?.["call"];
    return call !== undefined && !isNamed(name, call, pieces, text);
  });
  return unnamed?.path ?? null;
}

/** Whether what is printed of a call holds the function's name, as itself or in the call's id. */
function isNamed(name: string, call: string, pieces: readonly DataPiece[], text: Prefix): boolean {
  return pieces.some(
    ({ field, start, end }) =>
      (field.startsWith(call) || call.startsWith(field)) && text.slice(start, end).includes(name),
  );
}
