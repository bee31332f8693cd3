// See README.md: every example of every published template, checked by Jinja2 and Rust tokenizers.
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { pythonJson, type Conversation, type Json, type Message, type Preprocessor } from "@turnwise/core";
import { CONVERSATIONS } from "../turns/conversations.ts";
import { sampleRows, type NamedConversation } from "./conversations.ts";
import { packagedPath, publishedTemplates, SHARED } from "./known-templates.ts";
import { answerOf, SPECIAL_TOKENS, templateModel } from "./template-model.ts";
import { createTally, type Tally } from "./tally.ts";

const { values: options } = parseArgs({
  options: {
    python: { type: "string", default: "python3" },
    only: { type: "string", default: "" },
    rows: { type: "string", default: "200" },
    every: { type: "string", default: "1" },
    failures: { type: "string", default: "20" },
  },
});

const rows = sampleRows(Number(options.rows));
const every = Number(options.every);
let templates = 0;

/** The small conversations, and of the rows every so many, others for each template. */
function conversationsFor(number: number): readonly NamedConversation[] {
  return [...Object.entries(CONVERSATIONS), ...rows.filter((_, index) => index % every === number % every)];
}

const checker = spawn(
  options.python,
  [fileURLToPath(new URL("../../test/parity/prove-all.py", import.meta.url)), `${SHARED}conformance`],
  {
    stdio: ["pipe", "pipe", "inherit"],
  },
);
const answers = createInterface({ input: checker.stdout })[Symbol.asyncIterator]();

const tallies = { small: createTally("conversations a to g"), rows: createTally("rows of chat-small") };
const failed: string[] = [];
for (const [name, template] of publishedTemplates()) {
  if (name.startsWith("@") || !name.includes(options.only)) continue;
  const { files, stopTokens, preprocessor } = await templateModel(name, template);
  const lines = conversationsFor(templates++).flatMap(([row, conversation]) => {
    const line = exampleLine(preprocessor, row, conversation, row.startsWith("row") ? tallies.rows : tallies.small);
    return line === null ? [] : [line];
  });
  const added = JSON.stringify(files.tokenizerJson["added_tokens"]);
  checker.stdin.write(
    `{"template": ${JSON.stringify(template)}, "tokenizer": ${JSON.stringify(packagedPath("qwen3", "tokenizer.json"))}, ` +
      `"added_tokens": ${added}, "stop_tokens": ${JSON.stringify(stopTokens)}, "rows": [${lines.join(", ")}]}\n`,
  );
  const { value } = await answers.next();
  process.stderr.write(".");
  const { failures }: { failures: readonly { row: string; message: number; broken: string; found: string }[] } =
    JSON.parse(String(value));
  for (const { row, message, broken, found } of failures) {
    (row.startsWith("row") ? tallies.rows : tallies.small).failures++;
    failed.push(`${name}, ${row}, message ${message}: ${broken}: ${found}`);
  }
}
checker.stdin.end();

console.log(`\n${templates} templates\n`);
console.log(
  Object.values(tallies)
    .map((tally) => tally.table())
    .join("\n\n"),
);
for (const line of failed.slice(0, Number(options.failures))) console.log(line);
process.exitCode = failed.length === 0 ? 0 : 1;

/** The row with its examples as JSON; null if it is refused, or if text of its data looks like a control token, which Python would take for one. */
function exampleLine(
  preprocessor: Preprocessor,
  name: string,
  conversation: Conversation,
  tally: Tally,
): string | null {
  tally.rows++;
  const trace = preprocessor.trace(conversation);
  if (trace.kind === "rejection") {
    tally.refuse(trace.code);
    return null;
  }
  if (trace.diagnostics.some(({ code }) => code === "control-token-in-data")) {
    tally.skipped++;
    return null;
  }
  for (const { count } of trace.diagnostics.filter(({ code }) => code === "straddle")) tally.straddles += count;
  const examples = trace.examples.map(({ rendering, example }) => ({
    ids: [...example.ids],
    weights: [...example.weights],
    composed: example.composed,
    turns: example.turns
      .filter(({ verdict }) => ["exact", "split", "composed"].includes(verdict))
      .map(({ turn, messages, verdict, proof, endAppended }) => {
        tally.count(verdict, proof, endAppended);
        return { messages, text: answerOf(rendering, turn) };
      }),
  }));
  tally.examples += examples.length;
  tally.prepared++;
  const { messages, tools = null, templateArguments = {} } = conversation;
  return `{"name": ${JSON.stringify(name)}, "messages": ${pythonJson(messages.map(withoutAbsent))}, "tools": ${pythonJson(tools)}, "template_arguments": ${pythonJson(templateArguments)}, "special_tokens": ${JSON.stringify(SPECIAL_TOKENS)}, "examples": ${JSON.stringify(examples)}}`;
}

/** As the engine gives it to templates. */
function withoutAbsent(message: Message): Json {
  return Object.fromEntries(
    Object.entries(message).filter((entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null),
  );
}
