import { IGNORE_INDEX, type Preprocessor, type Rejection, type Trace, type TrainingColumns } from "@turnwise/core";
import { explainAlignment, explainDropped } from "./explain-alignment.ts";
import { explainTokens } from "./explain-tokens.ts";
import type { Block, DroppedToken, ExplainedToken, Explanation, Step } from "./explanation.ts";
import { quoted } from "../terminal/visible.ts";

/** A row that was read, or why it could not be. */
export interface ExplainedRow {
  readonly source: string;
  readonly line: number;
  readonly result: Trace | Rejection;
}

/** Everything that happened to a row, in the order in which it happened. */
export function explainRow({ source, line, result }: ExplainedRow, preprocessor: Preprocessor): Explanation {
  const about = { source, line, conventions: preprocessor.conventions, notes: preprocessor.notes };
  if (result.kind === "rejection") {
    const nothing = { steps: [], tokens: [], alignment: [], dropped: [], diagnostics: [] };
    return { ...about, ...nothing, rejection: result };
  }
  const tokens = explainTokens(result, preprocessor);
  const columns = preprocessor.columns(result.example);
  const shift = preprocessor.conventions["labels_shifted_by"] === "file" ? 1 : 0;
  const dropped = explainDropped(tokens, columns, shift);
  return {
    ...about,
    steps: [
      renderStep(result, preprocessor),
      ...(result.prompt === null ? [] : [promptStep(result)]),
      tokeniseStep(result, preprocessor, tokens),
      ...labelSteps(result, preprocessor, tokens),
      ...alignSteps(preprocessor, columns, tokens, dropped, shift),
    ],
    tokens,
    alignment: explainAlignment(tokens, columns, shift),
    dropped,
    diagnostics: result.diagnostics,
    rejection: null,
  };
}

function text(...sentences: readonly string[]): Block {
  return { kind: "text", text: sentences.join(" ") };
}

function renderStep({ printed, bos, rendering }: Trace, { conventions }: Preprocessor): Step {
  const removed = bos.remove === null ? "" : printed.text.slice(...bos.remove);
  const policy =
    removed === ""
      ? `BOS policy ${String(conventions["bos"])}: the text stays as it is.`
      : `BOS policy ${String(conventions["bos"])}: ${quoted(removed)} is removed from the start of the text.`;
  return {
    title: "Render the messages (add_generation_prompt=false)",
    blocks: [
      text(
        `${String(conventions["family"] ?? conventions["renderer"])} prints ${rendering.text.length} characters.`,
        policy,
      ),
      { kind: "code", text: rendering.text },
    ],
  };
}

function promptStep({ prompt }: Trace): Step {
  return {
    title: "Render the prompt alone: all messages but the last (add_generation_prompt=true)",
    blocks: [
      text("This is what a server sends before the model answers."),
      { kind: "code", text: prompt?.rendering.text ?? "" },
    ],
  };
}

function tokeniseStep({ bos, prompt }: Trace, { conventions }: Preprocessor, tokens: readonly ExplainedToken[]): Step {
  const added = bos.before.length + bos.after.length;
  const names = tokens.filter(({ origin }) => origin === "added").map((token) => quoted(token.text));
  const blocks: Block[] = [text(`The full text has ${tokens.length} tokens.`)];
  if (added > 0)
    blocks.push(
      text(`BOS policy ${String(conventions["bos"])} adds ${names.join(", ")}: ${String(conventions["bos_rule"])}.`),
    );
  if (prompt !== null) {
    blocks.push(
      text(
        `The prompt has prompt_length = ${prompt.ids.length} tokens, and they are the first ${prompt.ids.length} of the full text:`,
        "the prompt is a prefix, so the rest is the answer.",
      ),
    );
  }
  return { title: prompt === null ? "Tokenise" : "Tokenise both", blocks };
}

function labelSteps(
  { prompt, example, rendering }: Trace,
  { conventions }: Preprocessor,
  tokens: readonly ExplainedToken[],
): readonly Step[] {
  const masked = tokens.length - example.trainedTokens;
  const counts = `${example.trainedTokens} tokens are trained, ${masked} are masked.`;
  const shown: Block = { kind: "tokens", tokens };
  if (prompt !== null) {
    return [
      { title: "Labels start as a copy of the ids", blocks: [text(`labels = ids: ${tokens.length} of them.`)] },
      {
        title: `The first ${prompt.ids.length} labels become ${IGNORE_INDEX}`,
        blocks: [
          text(`Mask ${String(conventions["mask"])}: ${counts}`),
          ...(masked > prompt.ids.length
            ? [
                text(
                  `Behind the prompt ${masked - prompt.ids.length} of ${tokens.length - prompt.ids.length} labels are masked, too.`,
                ),
              ]
            : []),
          shown,
        ],
      },
    ];
  }
  const rows = rendering.turns.map((turn, index) => {
    const own = tokens.filter((token) => token.turn === index);
    const trained = own.filter(({ weight }) => weight > 0).length;
    const verdict = example.turns.find((each) => each.turn === index)?.verdict ?? "";
    return [String(index), turn.role, turn.messages.join(", "), String(own.length), String(trained), verdict];
  });
  return [
    {
      title: `Labels: the ids where the mask trains them, ${IGNORE_INDEX} elsewhere`,
      blocks: [
        text(`Mask ${String(conventions["mask"])}: ${counts}`),
        { kind: "table", head: ["turn", "role", "messages", "tokens", "trained", "verdict"], rows },
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
    return [{ title: `Align: shift ${name}`, blocks: [text(rule)] }];
  }
  const before = tokens.map(({ id, weight }) => [id, weight > 0 ? id : IGNORE_INDEX] as const);
  return [
    {
      title: `Shift ${name}: input_ids[i] predicts labels[i]`,
      blocks: [text(`${String(conventions["shift_rule"])}. The file is shifted, so the trainer must not shift again.`)],
    },
    {
      title: "What was dropped, and the alignment before and after",
      blocks: [
        ...dropped.map(({ column, end, id, text: dropping, reason }) =>
          text(`Dropped from ${column}: the ${end} one, ${quoted(dropping)} (id ${id}): ${reason}.`),
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
