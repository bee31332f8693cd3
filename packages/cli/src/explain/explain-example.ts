import { IGNORE_INDEX, type ExampleTrace, type Preprocessor, type Trace, type TrainingColumns } from "@turnwise/core";
import { quoted } from "../terminal/visible.ts";
import { explainAlignment, explainDropped } from "./explain-alignment.ts";
import { explainTokens } from "./explain-tokens.ts";
import { proofCell, verdictCell, verdictSentences } from "./explain-verdicts.ts";
import type { Block, DroppedToken, ExplainedExample, ExplainedToken, Step } from "./explanation.ts";
import { paragraph } from "./paragraph.ts";

/** One example of a row, and the row's trace. */
export interface TracedExample {
  readonly trace: Trace;
  readonly example: ExampleTrace;
  /** Its place among the row's examples. */
  readonly index: number;
  /** Whether it is the row's only one and the full rendering. */
  readonly isWhole: boolean;
}

/** What became of one example, from its text to its aligned columns. */
export function explainExample(traced: TracedExample, preprocessor: Preprocessor): ExplainedExample {
  const { trace, example, isWhole, index } = traced;
  const tokens = explainTokens(example, preprocessor);
  const columns = preprocessor.columns(example.example);
  const shift = preprocessor.conventions["labels_shifted_by"] === "file" ? 1 : 0;
  const dropped = explainDropped(tokens, columns, shift);
  const { messages, composed, turns } = example.example;
  return {
    title: isWhole ? null : titleOf(traced),
    messages,
    composed,
    text: example.rendering.text,
    turns,
    steps: [
      tokeniseStep(trace, example, preprocessor, tokens),
      ...labelSteps(trace, example, preprocessor, tokens),
      // Without a shift in the file there is nothing to say of the single example.
      ...(index > 0 && shift === 0 ? [] : alignSteps(preprocessor, columns, tokens, dropped, shift)),
    ],
    tokens,
    alignment: explainAlignment(tokens, columns, shift),
    dropped,
  };
}

function titleOf({ trace, example: { example }, index }: TracedExample): string {
  const all = trace.conversation.messages.length;
  const covered = example.messages === all ? `all ${all} messages` : `the first ${example.messages} of ${all} messages`;
  const how = example.composed
    ? "the prompt that a server sends, with the answer behind it"
    : "as the template prints them";
  return `Example ${index + 1} of ${trace.examples.length}: ${covered}, ${how}`;
}

function tokeniseStep(
  { prompt }: Trace,
  { bos }: ExampleTrace,
  { conventions }: Preprocessor,
  tokens: readonly ExplainedToken[],
): Step {
  const added = bos.before.length + bos.after.length;
  const names = tokens.filter(({ origin }) => origin === "added").map((token) => quoted(token.text));
  const blocks: Block[] = [paragraph(`The full text has ${tokens.length} tokens.`)];
  if (added > 0)
    blocks.push(
      paragraph(
        `BOS policy ${String(conventions["bos"])} adds ${names.join(", ")}: ${String(conventions["bos_rule"])}.`,
      ),
    );
  if (prompt !== null) {
    blocks.push(
      paragraph(
        `The prompt has prompt_length = ${prompt.ids.length} tokens, and they are the first ${prompt.ids.length} of the full text:`,
        "the prompt is a prefix, so the rest is the answer.",
      ),
    );
  }
  return { title: prompt === null ? "Tokenise" : "Tokenise both", blocks };
}

function labelSteps(
  { prompt }: Trace,
  { example, rendering }: ExampleTrace,
  { conventions }: Preprocessor,
  tokens: readonly ExplainedToken[],
): readonly Step[] {
  const masked = tokens.length - example.trainedTokens;
  const counts = `${example.trainedTokens} tokens are trained, ${masked} are masked.`;
  const shown: Block = { kind: "tokens", tokens };
  if (prompt !== null) {
    const behind =
      masked > prompt.ids.length
        ? `Behind the prompt ${masked - prompt.ids.length} of ${tokens.length - prompt.ids.length} labels are masked, too.`
        : null;
    return [
      { title: "Labels start as a copy of the ids", blocks: [paragraph(`labels = ids: ${tokens.length} of them.`)] },
      {
        title: `The first ${prompt.ids.length} labels become ${IGNORE_INDEX}`,
        blocks: [
          paragraph(`Mask ${String(conventions["mask"])}: ${counts}`),
          ...(behind === null ? [] : [paragraph(behind)]),
          shown,
        ],
      },
    ];
  }
  const rows = rendering.turns.map((turn, index) => {
    const own = tokens.filter((token) => token.turn === index);
    const trained = own.filter(({ weight }) => weight > 0).length;
    const verdict = example.turns.find((each) => each.turn === index);
    const [what, proof] = verdict === undefined ? ["", ""] : [verdictCell(verdict), proofCell(verdict)];
    return [String(index), turn.role, turn.messages.join(", "), String(own.length), String(trained), what, proof];
  });
  const head = ["turn", "role", "messages", "tokens", "trained", "verdict", "proof"];
  return [
    {
      title: `Labels: the ids where the mask trains them, ${IGNORE_INDEX} elsewhere`,
      blocks: [
        paragraph(`Mask ${String(conventions["mask"])}: ${counts}`),
        ...(rows.length === 0 ? [] : [{ kind: "table", head, rows } as const]),
        ...verdictSentences(example.turns).map((sentence) => paragraph(sentence)),
        shown,
      ],
    },
  ];
}

function alignSteps(
  { conventions }: Preprocessor,
  { input_ids, labels, shift: name }: TrainingColumns,
  tokens: readonly ExplainedToken[],
  dropped: readonly DroppedToken[],
  shift: 0 | 1,
): readonly Step[] {
  if (shift === 0) {
    const rule = "labels[i] belongs to input_ids[i]; the trainer shifts them inside the loss, so the file must not.";
    return [{ title: `Align: shift ${name}`, blocks: [paragraph(rule)] }];
  }
  const before = tokens.map(({ id, weight }) => [id, weight > 0 ? id : IGNORE_INDEX] as const);
  return [
    {
      title: `Shift ${name}: input_ids[i] predicts labels[i]`,
      blocks: [
        paragraph(`${String(conventions["shift_rule"])}. The file is shifted, so the trainer must not shift again.`),
      ],
    },
    {
      title: "What was dropped, and the alignment before and after",
      blocks: [
        ...dropped.map(({ column, end, id, text, reason }) =>
          paragraph(`Dropped from ${column}: the ${end} one, ${quoted(text)} (id ${id}): ${reason}.`),
        ),
        {
          kind: "table",
          head: ["", "length", "first", "last"],
          rows: [
            ["ids", ...ends(before.map(([id]) => id))],
            ["labels before", ...ends(before.map(([, label]) => label))],
            ["input_ids", ...ends([...input_ids])],
            ["labels after", ...ends([...labels])],
          ],
        },
      ],
    },
  ];
}

function ends(values: readonly number[]): readonly string[] {
  const shown = 4;
  return [String(values.length), values.slice(0, shown).join(" "), values.slice(-shown).join(" ")];
}
