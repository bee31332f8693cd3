// `node scripts/run-typescript.mjs test/turns/refusals.ts FILE`: every refusal of the survey with the texts that it rests on, for
// reproduce_refusals.py.
import { writeFileSync } from "node:fs";
import { readTemplate } from "./conformance.ts";
import { CONVERSATIONS } from "./conversations.ts";
import { stopTokensOf, survey } from "./survey.ts";

const refusals = survey().flatMap(({ template, conversation, row }) =>
  (row?.turns ?? []).flatMap((turn) => {
    if (row === null || turn.verdict !== "refused") return [];
    const [first = 0] = turn.messages;
    const last = turn.messages.at(-1) ?? first;
    return [
      {
        template,
        source: readTemplate(template),
        conversation: CONVERSATIONS[conversation],
        name: conversation,
        first,
        last,
        code: turn.code,
        reason: turn.reason,
        stops: stopTokensOf(template),
        prompt: row.prefixes.prompt(first)?.slice(0) ?? null,
        plain: row.prefixes.plain(last + 1)?.slice(0) ?? null,
      },
    ];
  }),
);
const [file = ".cache/refusals.json"] = process.argv.slice(2);
writeFileSync(file, JSON.stringify(refusals));
console.log(`${refusals.length} refused turns in ${file}`);
