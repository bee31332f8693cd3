import type { Style } from "../terminal/style.ts";
import { visibleLines } from "../terminal/visible.ts";
import type { ConversationReport, ReportedExample } from "./conversation-report.ts";

/** For a terminal: each example with its trained text in «…», and in colour where there is colour. */
export function formatConversation(report: ConversationReport, paint: Style): string {
  const parts = [`${paint.bold("turns")} ${report.verdicts.join(", ") || "none of an assistant"}`];
  if (report.lost.length > 0) parts.push(`${paint.yellow("not in what is trained")} ${report.lost.join(", ")}`);
  if (report.refused !== null) {
    parts.push(`${paint.red("refused")} ${report.refused}: ${visibleLines(report.reason ?? "")}`);
    parts.push(
      "",
      paint.bold("The whole conversation, as the template prints it"),
      barred(eachLine(report.text, paint.dim)),
    );
  }
  report.examples.forEach((example, index) => {
    const whole = example.text === report.text ? ", the whole conversation" : "";
    const composed = example.composed ? ", the prompt with the answer behind it" : "";
    parts.push(
      "",
      paint.bold(`Example ${index + 1} of ${report.examples.length}: ${example.messages} messages${whole}${composed}`),
      marked(example, paint),
    );
  });
  return parts.join("\n");
}

function marked({ text, spans }: ReportedExample, paint: Style): string {
  const green = (piece: string): string => paint.green(paint.bold(piece));
  let shown = "";
  let position = 0;
  for (const [start, end] of spans) {
    shown += eachLine(text.slice(position, start), paint.dim) + eachLine(`«${text.slice(start, end)}»`, green);
    position = end;
  }
  return barred(shown + eachLine(text.slice(position), paint.dim));
}

/** Painted line by line, so that no colour reaches over the bar at a line's start. */
function eachLine(text: string, paint: (line: string) => string): string {
  return visibleLines(text)
    .split("\n")
    .map((line) => (line === "" ? "" : paint(line)))
    .join("\n");
}

function barred(text: string): string {
  return text
    .split("\n")
    .map((line) => `  │ ${line}`.trimEnd())
    .join("\n");
}
