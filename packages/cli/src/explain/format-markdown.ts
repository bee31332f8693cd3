import type { Block, ExplainedExample, Explanation, Step } from "./explanation.ts";
import { shownPositions } from "./shown-positions.ts";
import { visible, visibleLines } from "../terminal/visible.ts";

/** For issues, notes and documentation. */
export function formatMarkdown(explanation: Explanation): string {
  const { source, line, notes, steps, examples, rejection, diagnostics } = explanation;
  const parts = [`## ${escape(source)}, line ${line}`, ...notes.map((note) => `> ${note}`)];
  if (rejection !== null)
    return [...parts, `**rejected** \`${rejection.code}\`: ${escape(rejection.message)}`].join("\n\n");
  const addSteps = (added: readonly Step[], before: number, level: string): void =>
    added.forEach(({ title, blocks }, index) => {
      parts.push(`${level} ${before + index + 1}. ${title}`, ...blocks.map(formatBlock));
    });
  addSteps(steps, 0, "###");
  for (const example of examples) {
    const level = example.title === null ? "###" : "####";
    if (example.title !== null) parts.push(`### ${escape(example.title)}`);
    addSteps(example.steps, steps.length, level);
    parts.push(`${level} Position by position`, positions(example));
  }
  for (const { code: name, message, count } of diagnostics) parts.push(`- **${name}** (${count}): ${escape(message)}`);
  return parts.join("\n\n");
}

function positions({ alignment }: ExplainedExample): string {
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
  return table(["position", "input", "label", "meaning"], rows);
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
