import stringWidth from "string-width";
import type { Style } from "../terminal/style.ts";
import { table } from "../terminal/table.ts";
import type { Block, ExplainedExample, ExplainedToken, Explanation, Step } from "./explanation.ts";
import { shownPositions } from "./shown-positions.ts";
import { visible, visibleLines } from "../terminal/visible.ts";

/** For a terminal of `width` cells; trained text stands in «…», and in colour where there is colour. */
export function formatText(explanation: Explanation, width: number, paint: Style): string {
  const { source, line, notes, steps, examples, rejection, diagnostics } = explanation;
  const parts = [paint.bold(`${source}, line ${line}`), ...notes.map((note) => `${paint.yellow("note")} ${note}`)];
  if (rejection !== null) {
    const place = rejection.at === undefined || rejection.at.message < 0 ? "" : ` (message ${rejection.at.message})`;
    parts.push(`${paint.red("rejected")} ${rejection.code}${place}: ${visibleLines(rejection.message)}`);
    return parts.join("\n");
  }
  const addSteps = (added: readonly Step[], before: number): void =>
    added.forEach(({ title, blocks }, index) => {
      parts.push("", paint.bold(`${before + index + 1}. ${title}`));
      for (const block of blocks) parts.push(formatBlock(block, width, paint));
    });
  addSteps(steps, 0);
  for (const example of examples) {
    if (example.title !== null) parts.push("", paint.bold(paint.cyan(`── ${example.title}`)));
    addSteps(example.steps, steps.length);
    parts.push("", paint.bold("Position by position"), positions(example, paint));
  }
  for (const { code, message, count } of diagnostics)
    parts.push(`${paint.yellow("noticed")} ${code} (${count}): ${message}`);
  return parts.join("\n");
}

function formatBlock(block: Block, width: number, paint: Style): string {
  switch (block.kind) {
    case "text":
      return wrapWords(block.text, width);
    case "code":
      return visibleLines(block.text)
        .split("\n")
        .map((line) => paint.dim(`  │ ${line}`))
        .join("\n");
    case "tokens":
      return wrapTokens(block.tokens, width, paint);
    case "table":
      return table([block.head.map((cell) => paint.dim(cell)), ...block.rows], "   ");
    default:
      return block satisfies never;
  }
}

function wrapWords(text: string, width: number): string {
  return wrap(
    text.split(" ").map((word) => ({ shown: word, cells: stringWidth(word) + 1 })),
    " ",
    width,
  );
}

/** Tokens with a bar between; runs of trained ones in «…». */
function wrapTokens(tokens: readonly ExplainedToken[], width: number, paint: Style): string {
  const pieces = tokens.map(({ text, weight }, at) => {
    const isTrained = weight > 0;
    const opens = isTrained && !((tokens[at - 1]?.weight ?? 0) > 0) ? "«" : "";
    const closes = isTrained && !((tokens[at + 1]?.weight ?? 0) > 0) ? "»" : "";
    const plain = `${opens}${visible(text)}${closes}`;
    return { shown: isTrained ? paint.green(paint.bold(plain)) : paint.dim(plain), cells: stringWidth(plain) + 1 };
  });
  return wrap(pieces, paint.dim("|"), width);
}

interface Piece {
  readonly shown: string;
  /** Terminal cells, the separator included. */
  readonly cells: number;
}

function wrap(pieces: readonly Piece[], separator: string, width: number): string {
  const indent = "   ";
  const lines: string[][] = [[]];
  let used = indent.length;
  for (const { shown, cells } of pieces) {
    if (used + cells > width && used > indent.length) {
      lines.push([]);
      used = indent.length;
    }
    lines.at(-1)?.push(shown);
    used += cells;
  }
  return lines.map((line) => indent + line.join(separator)).join("\n");
}

function positions({ alignment }: ExplainedExample, paint: Style): string {
  const head = ["position", "input", "label", "meaning"].map((name) => paint.dim(name));
  const rows = shownPositions(alignment).map((row) => {
    if ("left" in row) return ["…", `${row.left} more`, "", ""];
    const label = row.label === null ? paint.dim(String(row.label_id)) : paint.green(visible(row.label));
    return [
      String(row.position),
      visible(row.input),
      label,
      row.label === null ? paint.dim(visible(row.meaning)) : visible(row.meaning),
    ];
  });
  return table([head, ...rows], "   ");
}
