import type { OwnTurn } from "./derived-turn.ts";
import type { Prefix } from "./prefix.ts";
import type { TurnPlace } from "./turn-place.ts";

/**
 * How a text differs from what the model reads and writes in a turn; null if it does not.
 *
 * `prefix`: it does not begin with the turn's prompt. `no-stop`: no stop token ends the turn, and messages follow. `body`: the turn
 * reads otherwise.
 *
 * @param place the turn in the text
 * @param isLast whether the turn is the text's last message, so that its end can be put behind it
 */
export function differenceIn(
  text: Prefix,
  place: Pick<TurnPlace, "bodyStart" | "end" | "dataEnd">,
  own: OwnTurn,
  isLast: boolean,
): "prefix" | "no-stop" | "body" | null {
  const mayAppend = isLast && place.end === null;
  const printed = text.slice(place.bodyStart, place.end?.[1] ?? place.dataEnd) + (mayAppend ? own.appended : "");
  const isSame = printed === own.text && (place.end !== null || mayAppend);
  if (isSame && text.startsWith(own.prompt)) return null;
  if (!text.startsWith(own.prompt)) return "prefix";
  return place.end === null ? "no-stop" : "body";
}
