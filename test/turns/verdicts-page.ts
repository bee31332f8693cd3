import { CONVERSATIONS } from "./conversations.ts";
import type { Outcome } from "./survey.ts";

const BEGINNING = `# How published chat templates print turns

What the rules of \`packages/core/src/turns\` find in a collection of published chat templates, for small conversations of nine shapes.
The collection is not part of the project; where it stands beside it, \`npx vitest run test/turns -u\` writes this page.

- **exact**: the one rendering holds every turn as the model meets it.
- **exact, last end token appended**: the same; the stop token of the last turn, which the template prints with the next message, is put
  behind it.
- **split**: a turn is printed otherwise once messages follow it, and is trained in a rendering that ends with it.
- **composed**: a turn is not printed behind its own generation prompt; the example is the prompt, then the answer.
- **refused**: no example can be proven. Arguments of the template may change that, such as \`enable_thinking\`.
- **does not render**: the template refuses such a conversation.

Every template is given the stop tokens of all; a run takes those of the model. What is trained of a composed or split turn, and what is
lost on the way, is what \`turnwise explain\` shows.
`;

/** The page \`docs/turn-verdicts.md\`. */
export function verdictsPage(outcomes: readonly Outcome[]): string {
  return `${[BEGINNING, legend(), countTable(outcomes), refusals(outcomes)].join("\n")}\n`;
}

function legend(): string {
  const shapes = Object.keys(CONVERSATIONS).map((name) =>
    name.replace(/^(?<letter>\w+) \((?<shape>.*)\)$/, "**$1** $2"),
  );
  return `Conversations: ${shapes.join(" · ")}.\n`;
}

/** `a2` of `a2 (two turns)`. */
function letterOf(conversation: string): string {
  return conversation.split(" ")[0] ?? conversation;
}

const ORDER = ["exact", "exact, last end token appended", "split", "composed"];

function countTable(outcomes: readonly Outcome[]): string {
  const letters = Object.keys(CONVERSATIONS).map(letterOf);
  const kinds = [...new Set(outcomes.map(({ outcome }) => outcome))];
  const refused = kinds.filter((kind) => kind.startsWith("refused")).toSorted();
  const rows = [...ORDER, ...refused, "does not render"].map((kind) => {
    const counts = letters.map(
      (letter) =>
        outcomes.filter(({ outcome, conversation }) => outcome === kind && letterOf(conversation) === letter).length,
    );
    return `| ${kind} | ${counts.join(" | ")} |`;
  });
  return ["## Templates by verdict", "", head(["", ...letters]), ...rows, ""].join("\n");
}

function head(names: readonly string[]): string {
  return `| ${names.join(" | ")} |\n| ${names.map((_, index) => (index === 0 ? "---" : "--:")).join(" | ")} |`;
}

function refusals(outcomes: readonly Outcome[]): string {
  const lines = new Map<string, Map<string, string[]>>();
  for (const { outcome, template, conversation } of outcomes) {
    if (!outcome.startsWith("refused")) continue;
    const code = outcome.replace("refused: ", "");
    const templates = lines.get(code) ?? new Map<string, string[]>();
    templates.set(template, [...(templates.get(template) ?? []), letterOf(conversation)]);
    lines.set(code, templates);
  }
  const sections = [...lines]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .map(([code, templates]) => {
      const items = [...templates]
        .toSorted(([left], [right]) => (left < right ? -1 : 1))
        .map(([template, letters]) => `- \`${template.replace(/\.jinja$/, "")}\`: ${letters.join(", ")}`);
      return [`### ${code}`, "", ...items].join("\n");
    });
  return `## Refusals\n\n${sections.join("\n\n")}`;
}
