import type { OwnTurn } from "./derived-turn.ts";
import type { Prefix } from "./prefix.ts";
import type { TurnPlace } from "./turn-place.ts";

type PlaceInText = Pick<TurnPlace, "bodyStart" | "end" | "dataEnd">;

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
  place: PlaceInText,
  own: OwnTurn,
  isLast: boolean,
): "prefix" | "no-stop" | "body" | null {
  if (!text.startsWith(own.prompt)) return "prefix";
  if (isPrintedAt(text, place, own, isLast)) return null;
  return place.end === null ? "no-stop" : "body";
}

/** Whether a text does not differ from what the model reads and writes in a turn. */
export function isExactAt(text: Prefix, place: PlaceInText, own: OwnTurn): boolean {
  return isPrintedAt(text, place, own, false) && text.startsWith(own.prompt);
}

function isPrintedAt(text: Prefix, { bodyStart, end, dataEnd }: PlaceInText, own: OwnTurn, isLast: boolean): boolean {
  const mayAppend = isLast && end === null;
  if (end === null && !mayAppend) return false;
  const length = (end?.[1] ?? dataEnd) - bodyStart + (mayAppend ? own.appended.length : 0);
  if (length !== own.text.length) return false;
  return text.slice(bodyStart, end?.[1] ?? dataEnd) + (mayAppend ? own.appended : "") === own.text;
}
