// See README.md: what deriving, planning and proving turns costs beside one rendering.
import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import {
  parseJson,
  RowError,
  TemplateError,
  type Conversation,
  type Rendering,
  type TemplateRenderer,
} from "@turnwise/core";
import { messagesAdapter } from "@turnwise/data";
import { jinjaEngine } from "@turnwise/transformers";
import { assignParts } from "../../packages/core/src/turns/assign-parts.ts";
import { deriveTurns } from "../../packages/core/src/turns/derive-turns.ts";
import { createEndProbes } from "../../packages/core/src/turns/end-probes.ts";
import { planExamples } from "../../packages/core/src/turns/plan-examples.ts";
import { createPrefixes, endingsToTrace } from "../../packages/core/src/turns/prefixes.ts";
import type { PlannedExample } from "../../packages/core/src/turns/planned-example.ts";
import type { TurnRules } from "../../packages/core/src/turns/turn-rules.ts";
import { publishedTemplates, readShared } from "../../test/parity/known-templates.ts";
import { sha256 } from "../../test/turns/conformance.ts";
import { stopTokensOf } from "../../test/turns/survey.ts";
import { geometricMean, measurePair, median, table } from "./measure.ts";

const { values: options } = parseArgs({
  options: {
    only: { type: "string", default: "" },
    rounds: { type: "string", default: "9" },
    rows: { type: "string", default: "40" },
    kind: { type: "string", default: "" },
    list: { type: "boolean", default: false },
  },
});

const OPTIONS = {
  specialTokens: { bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>", pad_token: "<pad>" },
  clock: new Date(2024, 6, 26, 13, 45, 7),
};

/** One template with what is made once for a model. */
interface Subject {
  readonly renderer: TemplateRenderer;
  readonly rules: TurnRules;
  renderings: number;
}

function subjectOf(name: string, text: string): Subject {
  const renderer = jinjaEngine.compile({ text, hash: sha256(text) });
  const probes = createEndProbes((conversation, addGenerationPrompt) =>
    renderer.render(conversation, { ...OPTIONS, addGenerationPrompt }),
  );
  return { renderer, rules: { stopTokens: stopTokensOf(name), controlTokens: null, probes }, renderings: 0 };
}

const plain = ({ renderer }: Subject, conversation: Conversation): Rendering =>
  renderer.render(conversation, { ...OPTIONS, addGenerationPrompt: false });

/** All that a row costs but tokens: the rendering, its turns, their parts, the examples, each proven. */
function whole(subject: Subject, conversation: Conversation): readonly PlannedExample[] | RowError {
  const { renderer, rules } = subject;
  const render = (given: Conversation, addGenerationPrompt: boolean, endBefore: readonly number[] = []) => {
    subject.renderings++;
    return renderer.render(given, { ...OPTIONS, addGenerationPrompt, endBefore });
  };
  const printed = render(conversation, false, endingsToTrace(conversation));
  const prefixes = createPrefixes(conversation, printed, render, { times: Infinity });
  const turns = deriveTurns(conversation, prefixes, rules);
  const full = assignParts(printed, conversation, turns);
  try {
    return planExamples(conversation, prefixes, turns, "split", rules, full);
  } catch (error) {
    if (error instanceof RowError) return error;
    throw error;
  }
}

const QUESTION = "Could you explain in a few sentences how tides come about, and why there are two of them on most days of the year? "; // prettier-ignore
const ANSWER = "The Moon pulls the water on the near side more than the Earth, and the Earth more than the water on the far side; so there are two bulges. "; // prettier-ignore

/** Questions of 150 and answers of 400 characters. */
function chat(turns: number): Conversation {
  const one = [
    { role: "user", content: QUESTION.repeat(2).slice(0, 150) },
    { role: "assistant", content: ANSWER.repeat(4).slice(0, 400) },
  ];
  return { messages: Array.from({ length: turns }, () => one).flat() };
}

function sampleRows(count: number): readonly Conversation[] {
  const lines = readShared("bench/chat-small.jsonl")
    .split("\n")
    .filter((line) => line !== "");
  return Array.from({ length: count }, (_, index) => lines[Math.floor((index * lines.length) / count)] ?? "").map(
    (line) => messagesAdapter.adapt(parseJson(line)).conversation,
  );
}

function renders(subject: Subject, conversation: Conversation): boolean {
  try {
    plain(subject, conversation);
    return true;
  } catch (error) {
    if (error instanceof TemplateError || error instanceof RowError) return false;
    throw error;
  }
}

/** Whether all turns are exact, and one rendering proves them. */
function isProvenAtOnce(subject: Subject, conversation: Conversation): boolean {
  const planned = whole(subject, conversation);
  if (planned instanceof RowError || planned.length !== 1) return false;
  return planned[0]?.trained.every(({ proof }) => proof === "one-render") === true;
}

/** Renderings besides the first that the work takes. */
function furtherRenderings(subject: Subject, conversations: readonly Conversation[]): number {
  for (const conversation of conversations) whole(subject, conversation);
  subject.renderings = 0;
  for (const conversation of conversations) whole(subject, conversation);
  return subject.renderings - conversations.length;
}

const rows = sampleRows(Number(options.rows));
const PROVEN = "rows proven at once";
const LOADS: Readonly<Record<string, readonly Conversation[]>> = {
  rows,
  [PROVEN]: rows,
  "10 turns": [chat(10)],
  "100 turns": [chat(100)],
};
/** How a rendering proves prompts: as it goes on, only where it begins, before it has printed anything, or not at all. */
const kinds = ["one pass", "reads all messages first", "looks ahead"] as const;

function kindOf({ renderer }: Subject): (typeof kinds)[number] {
  const conversation = chat(10);
  const { text, trace } = renderer.render(conversation, { ...OPTIONS, addGenerationPrompt: false, endBefore: [19] });
  const ending = trace?.ending(19) ?? null;
  if (ending === null) return "looks ahead";
  return ending.start > text.length / 2 ? "one pass" : "reads all messages first";
}

/** How many times the text of the one rendering the examples have. */
function expansionOf(subject: Subject, conversation: Conversation): string {
  const planned = whole(subject, conversation);
  if (planned instanceof RowError) return planned.code;
  const length = planned.reduce((sum, { rendering }) => sum + rendering.text.length, 0);
  return `${(length / plain(subject, conversation).text.length).toFixed(1)}×`;
}

const ratios = new Map<string, Map<string, number[]>>();
const lines: string[][] = [];

for (const [name, text] of publishedTemplates()) {
  if (name.startsWith("@") || !name.includes(options.only)) continue;
  const subject = subjectOf(name, text);
  if (!renders(subject, chat(10))) continue;
  if (!kindOf(subject).includes(options.kind)) continue;
  const expansion = expansionOf(subject, chat(10));
  const kind = `${kindOf(subject)}, ${expansion === "1.0×" ? "one example" : "more examples, or refused"}`;
  const cells = [name, kind, expansion];
  for (const [load, given] of Object.entries(LOADS)) {
    const conversations = given.filter(
      (each) => renders(subject, each) && (load !== PROVEN || isProvenAtOnce(subject, each)),
    );
    if (conversations.length === 0) {
      cells.push("", "", "", "");
      continue;
    }
    const further = furtherRenderings(subject, conversations);
    const [before, after] = measurePair(
      () => conversations.forEach((each) => plain(subject, each)),
      () => conversations.forEach((each) => whole(subject, each)),
      Number(options.rounds),
    );
    const ratio = after / before;
    const ofKind = ratios.get(kind) ?? new Map<string, number[]>();
    ratios.set(kind, ofKind);
    ofKind.set(load, [...(ofKind.get(load) ?? []), ratio]);
    cells.push(before.toFixed(0), after.toFixed(0), `${ratio.toFixed(2)}×`, String(further));
  }
  lines.push(cells);
}

const heads = Object.keys(LOADS).flatMap((load) => [`${load}: plain µs`, "whole µs", "ratio", "further"]);
if (options.list) console.log(`${table(["", "template", "text of 10 turns", ...heads], lines)}\n`);
const figures = [...ratios]
  .toSorted()
  .flatMap(([kind, loads]) =>
    [...loads].map(([load, found]) => [
      `${kind} (${found.length})`,
      load,
      ...[median(found), geometricMean(found), Math.max(...found)].map((value) => `${value.toFixed(2)}×`),
      String(found.filter((ratio) => ratio > 2).length),
    ]),
  );
console.log(table(["whole ÷ plain rendering", "", "median", "mean", "highest", "over 2×"], figures));
console.log(
  `\nNode ${process.version}, ${cpus().length} cores, load ${(loadavg()[0] ?? 0).toFixed(1)}: read the ratios.`,
);
