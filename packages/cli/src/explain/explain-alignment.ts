import { IGNORE_INDEX, type TrainingColumns } from "@turnwise/core";
import type { AlignedPosition, DroppedToken, ExplainedToken } from "./explanation.ts";
import { quoted } from "../terminal/visible.ts";

/** What each position of the aligned columns means. `shift` is how far labels stand before their own token: 0 or 1. */
export function explainAlignment(
  tokens: readonly ExplainedToken[],
  { input_ids, labels }: TrainingColumns,
  shift: 0 | 1,
): readonly AlignedPosition[] {
  return Array.from(input_ids, (input_id, position): AlignedPosition => {
    const label_id = labels[position] ?? IGNORE_INDEX;
    const subject = tokens[position + shift];
    return {
      position,
      input_id,
      input: tokens[position]?.text ?? "",
      label_id,
      label: label_id === IGNORE_INDEX ? null : (subject?.text ?? ""),
      meaning: meaningOf(subject, label_id !== IGNORE_INDEX, shift),
    };
  });
}

function meaningOf(subject: ExplainedToken | undefined, isTrained: boolean, shift: 0 | 1): string {
  if (subject === undefined) return "nothing follows";
  const place = placeOf(subject);
  if (shift === 0) return `${isTrained ? "trained" : "masked"}: ${place}`;
  return `${isTrained ? "predicts" : "masked:"} ${quoted(subject.text)}, ${place}`;
}

function placeOf({ origin, part, role, turn }: ExplainedToken): string {
  if (origin === "added") return "added by the BOS policy";
  if (part === null) return "text of the template's rendering";
  return turn < 0 ? part : `${part} of turn ${turn} (${role ?? "?"})`;
}

/** The tokens that the shift leaves out, by name and with the reason. */
export function explainDropped(
  tokens: readonly ExplainedToken[],
  { input_ids }: TrainingColumns,
  shift: 0 | 1,
): readonly DroppedToken[] {
  const [first, last] = [tokens[0], tokens.at(-1)];
  if (shift === 0 || first === undefined || last === undefined) return [];
  const dropped: DroppedToken[] = [
    {
      column: "labels",
      end: "first",
      id: first.id,
      text: first.text,
      reason: "nothing stands before it, so nothing can predict it",
    },
  ];
  if (input_ids.length < tokens.length) {
    dropped.unshift({
      column: "input_ids",
      end: "last",
      id: last.id,
      text: last.text,
      reason: "nothing follows it, so it has nothing to predict; it stays as the last label",
    });
  }
  return dropped;
}
