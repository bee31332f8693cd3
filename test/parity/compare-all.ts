// See README.md: native families and derived turns on all conversations, with all policies and masks.
import { isDeepStrictEqual, parseArgs } from "node:util";
import { sampleRows, smallConversations } from "./conversations.ts";
import { knownTemplates, type KnownTemplate } from "./known-templates.ts";
import { createPair, modelFor, renderingDifferences, resultsOf } from "./pair.ts";

const { values: options } = parseArgs({
  options: { only: { type: "string", default: "" }, rows: { type: "string", default: "516" } },
});
const conversations = [...smallConversations(), ...sampleRows(Number(options.rows))];
const TURNS = ["split", "as-rendered", "last"] as const;
const MASKS = ["assistant", "last-assistant"];

/** What differs, with how often, and the first place. */
type Findings = Map<string, { count: number; readonly first: string }>;

async function compare(template: KnownTemplate): Promise<Findings> {
  const found: Findings = new Map();
  const note = (what: string, first: string): void => {
    const known = found.get(what) ?? { count: 0, first };
    found.set(what, { ...known, count: known.count + 1 });
  };
  const model = modelFor(template);
  for (const turns of TURNS) {
    for (const mask of MASKS) {
      const pair = await createPair(template, model, { turns, mask });
      for (const [name, conversation] of conversations) {
        const [native, derived] = resultsOf(pair, conversation);
        if (!isDeepStrictEqual(native, derived))
          note(`RESULT with ${turns}, ${mask}`, `${name}: ${JSON.stringify([native, derived])}`);
        if (turns !== "split" || mask !== "assistant") continue;
        for (const [what, where] of renderingDifferences(pair, conversation)) note(what, `${name}: ${where}`);
      }
    }
  }
  return found;
}

let results = 0;
let compared = 0;
for (const template of knownTemplates()) {
  if (![template.name, template.family.name].some((name) => name.includes(options.only))) continue;
  const found = await compare(template);
  compared += conversations.length * TURNS.length * MASKS.length;
  console.log(`${template.family.name} ← ${template.name}`);
  for (const [what, { count, first }] of found) {
    if (what.startsWith("RESULT")) results += count;
    console.log(`  ${String(count).padStart(5)}  ${what.padEnd(32)} ${first.slice(0, 300)}`);
  }
}
console.log(`\n${compared} results compared, ${results} differ`);
process.exitCode = results === 0 ? 0 : 1;
