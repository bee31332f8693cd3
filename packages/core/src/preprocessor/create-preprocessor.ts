import type { BosPolicy } from "../contracts/bos-policy.ts";
import type { Conversation } from "../contracts/conversation.ts";
import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { Need } from "../contracts/mask-input.ts";
import type {
  Example,
  ExampleTrace,
  Prepared,
  Preprocessor,
  Trace,
  TrainingColumns,
} from "../contracts/preprocessor.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { EncodeOptions } from "../contracts/tokenizer.ts";
import { RowError } from "../errors/row-error.ts";
import type { DerivedTurn } from "../turns/derived-turn.ts";
import { planExamples } from "../turns/plan-examples.ts";
import { withTurns, type PlannedExample } from "../turns/planned-example.ts";
import type { TurnPolicy } from "../turns/turn-policy.ts";
import { encodeExamples, type EncodedExample, type EncodedExamples, type Encoding } from "./encode-examples.ts";
import { encodeRow, type EncodedRow } from "./encode-row.ts";
import { overExpanded } from "./expansion.ts";
import { generationDifferences } from "./generation-differences.ts";
import { orRejection } from "./or-rejection.ts";
import { wholeExample, type RenderedRow } from "./planned-row.ts";
import type { PreprocessorParts } from "./preprocessor-parts.ts";
import { promptOf } from "./prompt-of.ts";
import { createRowRenderer } from "./row-renderer.ts";
import { controlTokenDiagnostics, rowDiagnostics } from "./row-diagnostics.ts";
import { straddleDiagnostics } from "./straddles.ts";
import { verdictsOf } from "./verdicts.ts";
import { maskBody, maskOthers, trainedTurns, weigh } from "./weigh.ts";

/** One row, prepared, with every step of the whole row kept. */
type Run = Pick<Trace, "conversation" | "printed" | "prompt" | "diagnostics"> & Pick<Prepared, "examples">;

/**
 * The way of one row: render, find its turns, plan examples, encode, prove, mask, align. An ordinary function of its collaborators;
 * `createTurnwise` resolves them by name.
 */
export function createPreprocessor(parts: PreprocessorParts): Preprocessor {
  const { renderer, tokenizer, mask, shift, rules } = parts;
  const needs = new Set<Need>(mask.needs);
  const claimed = mask.trains === "answers";
  const knowsOrigins = renderer.provenance !== "text";
  const withoutBreaks: EncodeOptions = { controlTokensInData: parts.controlTokensInData };
  const { adapt, render, renderPrompt, renderRow } = createRowRenderer(parts);

  /** `isOpen`: whether the rendering ends within a turn, which is to be continued. `sharing`: see `encodeRow`. */
  function encode(
    rendering: Rendering,
    isOpen: boolean = false,
    breaks: readonly number[] = [],
    sharing: EncodedRow | null = null,
  ): EncodedRow {
    const bos = isOpen ? withNothingBehind(parts.bos) : parts.bos;
    const options = breaks.length === 0 ? withoutBreaks : { ...withoutBreaks, breaks };
    return encodeRow(rendering, tokenizer, bos, options, sharing);
  }

  function encodePrompt(conversation: Conversation, full: EncodedRow): NonNullable<Trace["prompt"]> {
    const prompt = encode(render(promptOf(conversation), true));
    const ids = prompt.tokens.ids.subarray(0, prompt.tokens.ids.length - prompt.bos.after.length);
    const differs = ids.findIndex((id, at) => id !== full.tokens.ids[at]);
    if (differs >= 0) {
      throw new RowError(
        "prompt-not-a-prefix",
        `the prompt has ${ids.length} tokens and differs from the full text at token ${differs}: a token reaches over its end, or the template prints an answer otherwise than its generation prompt begins it.${knowsOrigins ? " The mask assistant needs no prefix." : ""}`,
      );
    }
    return { rendering: prompt.rendering, ids };
  }

  /** The mask's weights; the beginning of an answer that is to be continued is masked, unless it is to be trained. */
  function weighed(row: RenderedRow, covered: Conversation, encoded: EncodedRow, promptLength: number | null) {
    const weights = weigh(mask, covered, encoded, tokenizer, promptLength);
    const { conversation, prefill } = row;
    if (prefill === null || parts.trainPrefill || covered.messages.length < conversation.messages.length)
      return weights;
    if (knowsOrigins) maskBody(encoded, weights, prefill.message);
    else weights.fill(0, promptLength ?? encodePrompt(conversation, encoded).ids.length);
    return weights;
  }

  /** The examples that train what the mask chose in the full rendering. */
  function plan(row: RenderedRow, policy: TurnPolicy, chosen: Uint8Array): readonly PlannedExample[] {
    const { conversation, full, turns, prefixes } = row;
    const wanted = wantedTurns(row, policy, chosen);
    if (prefixes === null || wanted.length === 0) return [wholeExample(row)];
    const examples: PlannedExample[] = [];
    for (const example of planExamples(conversation, prefixes, wanted, policy, rules, full, turns)) {
      const { rendering } = example;
      examples.push(rendering !== full && rendering.text === full.text ? inFull(example, full) : example);
    }
    return examples;
  }

  function make(
    { example, row, unproven }: EncodedExample,
    rendered: RenderedRow,
    given: Float32Array | null,
    repeats: boolean,
  ): Example {
    const { turns, prefill } = rendered;
    const weights = given ?? weighed(rendered, coveredBy(example, rendered), row, null);
    if (claimed && knowsOrigins) maskOthers(row, weights, example.trained, repeats);
    return {
      ids: row.tokens.ids,
      weights,
      messages: example.messages,
      composed: example.composed,
      turns: verdictsOf(row.rendering, {
        claimed,
        trained: example.trained,
        unproven,
        derived: turns,
        prefill: prefill?.message ?? null,
      }),
      trainedTokens: countTrained(weights),
    };
  }

  /** Examples that train the turns that the mask chose, proven as the policy asks. */
  function claimedExamples(
    row: RenderedRow,
    full: EncodedRow,
    weights: Float32Array,
  ): Pick<EncodedExamples, "examples" | "straddles"> {
    const chosen = trainedTurns(full, weights);
    const isOpen = ({ messages }: PlannedExample): boolean =>
      row.prefill !== null && messages === row.conversation.messages.length;
    const reuse = (example: PlannedExample, breaks: readonly number[]): EncodedRow =>
      example.rendering === row.full && breaks.length === 0
        ? full
        : encode(example.rendering, isOpen(example), breaks, full);
    const encoding = (proves: boolean, maxTokens: number): Encoding => ({
      tokenizer,
      straddle: parts.straddle,
      proves,
      maxTokens,
      encode: reuse,
    });
    if (parts.turns !== "as-rendered") {
      const planned = plan(row, parts.turns, chosen);
      const maxTokens = parts.maxExpansion * full.tokens.ids.length;
      const examples = encodeExamples(planned, encoding(true, maxTokens));
      if (!examples.exceeds) return examples;
      if (parts.overExpansion === "reject") throw overExpanded(planned.length, parts.maxExpansion);
    }
    const planned = plan(row, "as-rendered", chosen);
    return encodeExamples(planned, encoding(false, Number.POSITIVE_INFINITY));
  }

  /** `keep` is called with each example and what it was made of. */
  function run(given: Conversation, keep?: (example: Example, row: EncodedRow) => void): Run {
    const { conversation, diagnostics: adapted } = adapt(given);
    const row = renderRow(conversation);
    const full = encode(row.full, row.prefill !== null);
    const prompt = needs.has("prompt-length") ? encodePrompt(conversation, full) : null;
    const weights = weighed(row, conversation, full, prompt?.ids.length ?? null);
    const { examples: encoded, straddles } =
      claimed && row.prefixes !== null
        ? claimedExamples(row, full, weights)
        : { examples: [{ example: wholeExample(row), row: full, unproven: [] }], straddles: 0 };
    const examples: Example[] = [];
    for (const each of encoded) {
      const ofFull = each.row === full ? (encoded.length === 1 ? weights : weights.slice()) : null;
      const example = make(each, row, ofFull, examples.length < encoded.length - 1);
      examples.push(example);
      keep?.(example, each.row);
    }
    return {
      conversation,
      printed: row.full,
      prompt,
      examples,
      diagnostics: joined([
        adapted,
        full.bos.diagnostics,
        controlTokenDiagnostics(full.tokens, parts.controlTokensInData),
        rowDiagnostics(row, examples, parts.trainPrefill),
        straddleDiagnostics(straddles, parts.straddle),
        needs.has("generation-spans") ? generationDifferences(row.full, row.turns) : [],
      ]),
    };
  }

  const preprocessor: Preprocessor = {
    settings: parts.settings,
    conventions: Object.freeze({ ...parts.conventions }),
    notes: Object.freeze([...parts.notes]),
    weighted: mask.weights === "fractional",
    render: (conversation, { addGenerationPrompt = false } = {}) =>
      orRejection(() =>
        addGenerationPrompt
          ? renderPrompt(adapt(conversation).conversation)
          : renderRow(adapt(conversation).conversation).full,
      ),
    prepare: (conversation) =>
      orRejection(() => {
        const { examples, diagnostics } = run(conversation);
        return { kind: "prepared", examples, diagnostics };
      }),
    trace: (conversation) =>
      orRejection(() => {
        const traces: ExampleTrace[] = [];
        const { examples: _examples, ...rest } = run(conversation, (example, { bos, rendering, tokens, starts }) => {
          traces.push({ bos, rendering, tokens, starts: starts(), example });
        });
        return { kind: "trace", ...rest, examples: traces };
      }),
    decode: (ids) => tokenizer.decode(ids),
    columns({ ids, weights }): TrainingColumns {
      const { inputIds, labels, lossWeights } = shift.align(ids, weights);
      return {
        input_ids: inputIds,
        labels,
        attention_mask: new Int8Array(inputIds.length).fill(1),
        ...(mask.weights === "fractional" ? { loss_weights: lossWeights } : {}),
        shift: shift.name,
      };
    },
    async *prepareAll(source, { signal } = {}) {
      for await (const conversation of source) {
        signal?.throwIfAborted();
        yield preprocessor.prepare(conversation);
      }
      // A source that ends early because of the signal must not look like one that came to its end.
      signal?.throwIfAborted();
    },
  };
  return Object.freeze(preprocessor);
}

/** The messages that an example covers. */
function coveredBy({ messages }: PlannedExample, { conversation }: RenderedRow): Conversation {
  return { ...conversation, messages: conversation.messages.slice(0, messages) };
}

function joined(lists: readonly (readonly Diagnostic[])[]): readonly Diagnostic[] {
  const all: Diagnostic[] = [];
  for (const list of lists) for (const diagnostic of list) all.push(diagnostic);
  return all;
}

function countTrained(weights: Float32Array): number {
  let count = 0;
  for (let token = 0; token < weights.length; token++) if ((weights[token] ?? 0) > 0) count++;
  return count;
}

/** A turn that is to be continued has no end, that of the tokenizer included. */
function withNothingBehind(policy: BosPolicy): BosPolicy {
  return { ...policy, apply: (rendering, tokenizer) => ({ ...policy.apply(rendering, tokenizer), after: [] }) };
}

/** The turns that the mask chose, and those of which it could choose nothing. */
function wantedTurns(
  { conversation, full, turns }: RenderedRow,
  policy: TurnPolicy,
  chosen: Uint8Array,
): readonly DerivedTurn[] {
  const isWanted = new Uint8Array(conversation.messages.length);
  for (let turn = 0; turn < chosen.length; turn++)
    if (chosen[turn] === 1) for (const message of full.turns[turn]?.messages ?? []) isWanted[message] = 1;
  const textless = policy === "as-rendered" ? [] : textlessTurns(turns, full);
  const wanted: DerivedTurn[] = [];
  for (const turn of turns) {
    if (turn.messages.some((message) => isWanted[message] === 1) || textless.includes(turn)) wanted.push(turn);
  }
  return wanted;
}

/** Dropped turns of which nothing at all is printed: no mask could choose them, and none of answers may leave them out in silence. */
function textlessTurns(turns: readonly DerivedTurn[], { segments, turns: printed }: Rendering): readonly DerivedTurn[] {
  if (!turns.some(({ code }) => code === "dropped")) return [];
  const dropped = turns.filter(({ code }) => code === "dropped");
  const found = new Set([...new Set(segments.turn)].flatMap((turn) => printed[turn]?.messages ?? []));
  return dropped.filter(({ messages }) => !messages.some((message) => found.has(message)));
}

/** The example in the full rendering itself, which is encoded already. */
function inFull(example: PlannedExample, full: Rendering): PlannedExample {
  return { ...example, rendering: full, trained: withTurns(example.trained, full.turns) };
}
