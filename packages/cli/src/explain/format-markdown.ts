import type { Block, Explanation } from "./explanation.ts";
import { shownPositions } from "./shown-positions.ts";
import { visible, visibleLines } from "../terminal/visible.ts";

/** For issues, notes and documentation. */
export function formatMarkdown({ source, line, notes, steps, alignment, rejection, diagnostics }: Explanation): string {
  const parts = [`## ${escape(source)}, line ${line}`, ...notes.map((note) => `> ${note}`)];
  if (rejection !== null)
    return [...parts, `**rejected** \`${rejection.code}\`: ${escape(rejection.message)}`].join("\n\n");
  steps.forEach(({ title, blocks }, index) => {
    parts.push(`### ${index + 1}. ${title}`, ...blocks.map(formatBlock));
  });
  const rows = shownPositions(alignment).map((row) =>
    "left" in row
      ? ["…", `${row.left} more`, "", ""]
      : [
          String(row.position),
          code(row.input),
          row.label === null ? String(row.label_id) : code(row.label),
          escape(row.meaning),
        ],
  );
  parts.push("### Position by position", table(["position", "input", "label", "meaning"], rows));
  for (const { code: name, message, count } of diagnostics) parts.push(`- **${name}** (${count}): ${escape(message)}`);
  return parts.join("\n\n");
}

function formatBlock(block: Block): string {
  switch (block.kind) {
    case "text":
      return escape(block.text);
    case "code": {
      const fence = longestRun(block.text, "`") >= 3 ? "`".repeat(longestRun(block.text, "`") + 1) : "```";
      return `${fence}\n${visibleLines(block.text)}\n${fence}`;
    }
    case "tokens":
      return block.tokens.map(({ text, weight }) => (weight > 0 ? `**${code(text)}**` : code(text))).join(" ");
    case "table":
      return table(
        block.head,
        block.rows.map((row) => row.map(escape)),
      );
    default:
      return block satisfies never;
  }
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [tableLine(head), tableLine(head.map(() => "---")), ...rows.map(tableLine)].join("\n");
}

function tableLine(cells: readonly string[]): string {
  return `| ${cells.join(" | ")} |`;
}

/** Inline code, whatever it holds. */
function code(text: string): string {
  const shown = visible(text).replaceAll("|", "\\|");
  const fence = "`".repeat(longestRun(shown, "`") + 1);
  const space = fence.length > 1 || shown.trim() !== shown ? " " : "";
  return `${fence}${space}${shown}${space}${fence}`;
}

function escape(text: string): string {
  return visible(text).replaceAll(/[\\`*_<>|[\]]/g, "\\$&");
}

function longestRun(text: string, character: string): number {
  return Math.max(0, ...(text.match(new RegExp(`${character}+`, "g")) ?? []).map((run) => run.length));
}
