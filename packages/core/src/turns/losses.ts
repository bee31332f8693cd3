import type { Message } from "../contracts/message.ts";
import type { DataPiece } from "./data-index.ts";
import { textsOf } from "./message-texts.ts";
import { isWhollyPrinted } from "./printed-texts.ts";

/**
 * Fields of an assistant message of which some text is not in what is trained: `["1.reasoning_content"]`.
 *
 * @param pieces the data in the turn's body
 */
export function lossesOf(message: Message, index: number, pieces: readonly DataPiece[]): readonly string[] {
  const own = pieces.filter((piece) => piece.message === index);
  const lost = textsOf(message).filter((each) => !isWhollyPrinted(each, own));
  return [...new Set(lost.map(({ field }) => `${index}.${field}`))];
}
