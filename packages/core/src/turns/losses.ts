import type { Message } from "../contracts/message.ts";
import { isCalledName, isNamePrinted } from "./called-name.ts";
import type { DataPiece } from "./data-index.ts";
import { textsOf } from "./message-texts.ts";
import type { Prefix } from "./prefix.ts";
import { isWhollyPrinted } from "./printed-texts.ts";

/**
 * Fields of an assistant message of which some text is not in what is trained: `["1.reasoning_content"]`.
 *
 * @param pieces the data in the turn's body
 */
export function lossesOf(
  message: Message,
  index: number,
  pieces: readonly DataPiece[],
  text: Prefix,
): readonly string[] {
  const own = pieces.filter((piece) => piece.message === index);
  const lost = textsOf(message).filter((each) =>
    isCalledName(each) ? !isNamePrinted(each, own, text) : !isWhollyPrinted(each, own),
  );
  return [...new Set(lost.map(({ field }) => `${index}.${field}`))];
}
