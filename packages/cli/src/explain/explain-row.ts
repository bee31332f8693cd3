import {
  isContinued,
  type Conversation,
  type ExampleTrace,
  type Preprocessor,
  type Rejection,
  type Trace,
} from "@turnwise/core";
import { quoted } from "../terminal/visible.ts";
import { explainExample } from "./explain-example.ts";
import type { Block, Explanation, Step } from "./explanation.ts";
import { paragraph } from "./paragraph.ts";

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
    return { ...about, steps: [], examples: [], diagnostics: [], rejection: result };
  }
  const [first] = result.examples;
  const whole = first !== undefined && isWhole(result, first) ? first : null;
  return {
    ...about,
    steps: [
      whole === null ? severalStep(result, preprocessor) : renderStep(result, whole, preprocessor),
      ...(result.prompt === null ? [] : [promptStep(result)]),
    ],
    examples: result.examples.map((example, index) =>
      explainExample({ trace: result, example, index, isWhole: whole !== null }, preprocessor),
    ),
    diagnostics: result.diagnostics,
    rejection: null,
  };
}

/** Whether the row's only example is what the template prints for all of it. */
function isWhole({ printed, examples }: Trace, { bos, rendering }: ExampleTrace): boolean {
  const [start, end] = bos.remove ?? [0, 0];
  return examples.length === 1 && rendering.text === printed.text.slice(0, start) + printed.text.slice(end);
}

function renderStep(
  { conversation, printed }: Trace,
  { bos, rendering }: ExampleTrace,
  { conventions }: Preprocessor,
): Step {
  const removed = bos.remove === null ? "" : printed.text.slice(...bos.remove);
  const policy =
    removed === ""
      ? `BOS policy ${String(conventions["bos"])}: the text stays as it is.`
      : `BOS policy ${String(conventions["bos"])}: ${quoted(removed)} is removed from the start of the text.`;
  return {
    title: renderTitle(conversation),
    blocks: [
      paragraph(`${rendererName(conventions)} prints ${rendering.text.length} characters.`, policy),
      code(rendering.text),
    ],
  };
}

function severalStep({ conversation, printed, examples }: Trace, { conventions }: Preprocessor): Step {
  const becomes =
    examples.length === 1 ? "the row becomes the example below" : `the row becomes ${examples.length} examples`;
  const many =
    conventions["turns"] === "last"
      ? `The last turn alone is trained (--turns last): ${becomes}.`
      : `Not all of its turns stand there as the model sees them at inference, so ${becomes}.`;
  return {
    title: renderTitle(conversation),
    blocks: [
      paragraph(`${rendererName(conventions)} prints ${printed.text.length} characters.`, many),
      code(printed.text),
    ],
  };
}

function renderTitle(conversation: Conversation): string {
  const isOpen = isContinued(conversation, [conversation.messages.length - 1]);
  return `Render the messages (${isOpen ? "continue_final_message=true" : "add_generation_prompt=false"})`;
}

function promptStep({ prompt }: Trace): Step {
  return {
    title: "Render the prompt alone: all messages but the last (add_generation_prompt=true)",
    blocks: [paragraph("This is what a server sends before the model answers."), code(prompt?.rendering.text ?? "")],
  };
}

function rendererName(conventions: Preprocessor["conventions"]): string {
  return String(conventions["family"] ?? conventions["renderer"]);
}

function code(text: string): Block {
  return { kind: "code", text };
}
