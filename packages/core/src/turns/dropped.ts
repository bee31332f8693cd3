import type { Message } from "../contracts/message.ts";
import type { DataPiece } from "./data-index.ts";
import { textsOf } from "./message-texts.ts";
import { isCalledName, isNamePrinted, isPrinted } from "./printed-texts.ts";

/**
 * What a template leaves out of a message so that nothing sensible remains to be trained: all of its texts, or the name of a function
 * that it calls. Null: it prints them.
 *
 * @param pieces the data of the turn that is the message's
 */
export function findDropped(message: Message, pieces: readonly DataPiece[]): string | null {
  const texts = textsOf(message);
  if (texts.length > 0 && !texts.some((each) => isPrinted(each, pieces)))
    return texts.map(({ path }) => path).join(", ");
  return texts.find((each) => isCalledName(each) && !isNamePrinted(each, pieces))?.path ?? null;
}
