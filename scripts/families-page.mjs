// Writes docs/families.md from the built plug-ins; with --print it prints the page instead.
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createTurnwise } from "../packages/cli/dist/index.mjs";

const page = fileURLToPath(new URL("../docs/families.md", import.meta.url));
const families = createTurnwise().registry.all("family");

const INTRODUCTION = `# Families

<!-- Written by \`node scripts/families-page.mjs\`: change the families, or the script. -->

A family renders the conversations of one chat template by hand-written code, equal byte for byte to what the template prints.

- **A model is recognised by its template**, by the SHA-256 of the template's text in UTF-8, never by its name: people keep names and
  edit templates. Each family lists the hash of every template that it was proven equal to. Two families that claim one template are an
  error that names both.
- **An unknown template is rendered by itself**, through the template engine, with a line that says so. Its segments know no turns and
  parts, so that such a model is prepared with \`--recipe prompt-length\`.
- **\`--family NAME\`** names the family. If the model's template is none of that family's, it is an error: the text would differ from
  what the model is served with. A model without a template needs it.
- **\`--force-family\`** renders with \`--family NAME\` all the same; the manifest states the family, and the hash of the model's own template.

What the columns mean: where a system message goes (a turn of its own, folded into the user's, refused, or always printed, given or not);
what becomes of \`reasoning_content\` in turns that are not the last; whether tools and tool calls are printed; whether lists of content
parts are read (if not, text parts are joined before rendering, and counted). [Add a model family](add-a-model-family.md) says how to write one.
`;

function overview() {
  const head = ["family", "what", "system", "reasoning", "tools", "content parts", "plug-in"];
  const rows = families.map(({ name, plugin, value }) => [
    `[\`${name}\`](#${anchor(name)})`,
    value.description.replaceAll("|", "\\|"),
    value.system,
    value.reasoningInHistory,
    yesOrNo(value.tools),
    yesOrNo(value.contentParts),
    `\`${plugin}\``,
  ]);
  return [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function details({ name, value }) {
  const reference = value.reference.startsWith("https://") ? `<${value.reference}>` : value.reference;
  const hashes = value.templateHashes.map((hash) => `- \`${hash}\``);
  return [`### ${name}`, "", `Reference: ${reference}`, ...(hashes.length === 0 ? [] : ["", ...hashes])].join("\n");
}

/** The anchor that Markdown gives a heading. */
function anchor(name) {
  return name.replaceAll(".", "");
}

function yesOrNo(value) {
  return value ? "yes" : "no";
}

const text = [
  INTRODUCTION,
  overview(),
  "",
  "## References and hashes",
  "",
  `${families.map(details).join("\n\n")}\n`,
].join("\n");

if (process.argv.includes("--print")) process.stdout.write(text);
else writeFileSync(page, text);
