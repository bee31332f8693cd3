import type { BosPolicy } from "../contracts/bos-policy.ts";
import type { Conversation } from "../contracts/conversation.ts";
import type { Diagnostic } from "../contracts/diagnostic.ts";
import type { LabelShift } from "../contracts/label-shift.ts";
import type { Need } from "../contracts/mask-input.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Conventions, Preprocessor, Trace, TrainingColumns, TurnVerdict } from "../contracts/preprocessor.ts";
import type { Rendering } from "../contracts/rendering.ts";
import type { SpecialTokens, TemplateRenderer } from "../contracts/template-renderer.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { RowError } from "../errors/row-error.ts";
import { TurnwiseError } from "../errors/turnwise-error.ts";
import { createControlTokenCheck } from "./check-control-tokens.ts";
import { countStraddles } from "./count-straddles.ts";
import { createMaskInput } from "./create-mask-input.ts";
import { encodeRow, type EncodedRow } from "./encode-row.ts";
import { joinContentParts } from "./join-content-parts.ts";
import { readRoles } from "./read-roles.ts";
import { orRejection } from "./or-rejection.ts";
import { promptOf } from "./prompt-of.ts";
import { findUnprinted, type Unprinted } from "./unprinted.ts";

/** The collaborators of a preprocessor, resolved. */
export interface PreprocessorParts {
  readonly renderer: TemplateRenderer;
  /** Whether the renderer knows turns and parts (a family), or text alone (a template engine). */
  readonly knowsParts: boolean;
  /** Whether the renderer reads lists of content parts. */
  readonly readsContentParts: boolean;
  readonly specialTokens: SpecialTokens;
  readonly tokenizer: Tokenizer;
  readonly bos: BosPolicy;
  readonly mask: MaskingStrategy;
  readonly shift: LabelShift;
  readonly straddle: "keep" | "reject";
  readonly clock: Date;
  /** What roles of the data are to be read as. */
  readonly roles: Readonly<Record<string, string>>;
  readonly conventions: Conventions;
  readonly notes: readonly string[];
}

/**
 * The way of one row: render, BOS policy, encode, mask, align. An ordinary function of its collaborators; `createTurnwise`
 * resolves them by name.
 */
export function createPreprocessor(parts: PreprocessorParts): Preprocessor {
  const { renderer, tokenizer, specialTokens, clock, mask, shift } = parts;
  const needs = new Set<Need>(mask.needs);
  const checkControlTokens = parts.knowsParts ? () => {} : createControlTokenCheck(tokenizer.controlTokens);

  function adapt(given: Conversation): { conversation: Conversation; diagnostics: readonly Diagnostic[] } {
    if (given.messages.length === 0) throw new RowError("no-messages", "the conversation has no messages");
    const named = readRoles(given, parts.roles);
    const adapted = parts.readsContentParts
      ? { conversation: named, diagnostics: [] }
      : joinContentParts(named, renderer.name);
    checkControlTokens(adapted.conversation);
    return adapted;
  }

  function render(conversation: Conversation, addGenerationPrompt: boolean): Rendering {
    const rendering = renderer.render(conversation, { addGenerationPrompt, specialTokens, clock });
    if (!rendering.text.isWellFormed()) {
      throw new RowError(
        "lone-surrogate",
        "the text holds half of a surrogate pair, which has no UTF-8. Repair the row.",
      );
    }
    return rendering;
  }

  function encodePrompt(conversation: Conversation, row: EncodedRow): NonNullable<Trace["prompt"]> {
    const prompt = encodeRow(render(promptOf(conversation), true), tokenizer, parts.bos);
    const ids = prompt.tokens.ids.subarray(0, prompt.tokens.ids.length - prompt.bos.after.length);
    const differs = ids.findIndex((id, at) => id !== row.tokens.ids[at]);
    if (differs >= 0) {
      throw new RowError(
        "prompt-not-a-prefix",
        `the prompt has ${ids.length} tokens and differs from the full text at token ${differs}: a token reaches over its end, or the template prints an answer otherwise than its generation prompt begins it.${parts.knowsParts ? " The mask assistant needs no prefix." : ""}`,
      );
    }
    return { rendering: prompt.rendering, ids };
  }

  function weigh(
    conversation: Conversation,
    row: EncodedRow,
    promptLength: number | null,
    unprinted: Unprinted,
  ): Float32Array {
    const weights = new Float32Array(row.tokens.ids.length);
    const starts = needs.has("starts") ? row.starts() : null;
    const input = createMaskInput(conversation, row, tokenizer, { starts, promptLength });
    mask.weigh(input, weights);
    checkWeights(weights, mask);
    if (mask.trains === "answers") {
      for (let segment = 0; segment < row.rendering.segmentCount; segment++) {
        const turn = row.rendering.segments.turn[segment] ?? -1;
        if (unprinted.droppedTurns.has(turn)) weights.fill(0, ...input.tokensOf(segment));
      }
    }
    return weights;
  }

  function straddleDiagnostics(row: EncodedRow, trainedTurns: ReadonlySet<number>): readonly Diagnostic[] {
    const count = countStraddles(row.rendering, row.tokens, trainedTurns);
    if (count === 0) return [];
    const message = "a token reaches from the header of a trained turn into its body, which cannot happen at inference";
    if (parts.straddle === "reject") throw new RowError("straddle", `${message}. Keep such rows with --straddle keep.`);
    return [{ code: "straddle", message, count }];
  }

  function run(given: Conversation): Omit<Trace, "kind" | "starts"> & { readonly row: EncodedRow } {
    const { conversation, diagnostics: adapted } = adapt(given);
    const printed = render(conversation, false);
    const unprinted = parts.knowsParts ? findUnprinted(conversation, printed) : NOTHING_KNOWN;
    const row = encodeRow(printed, tokenizer, parts.bos);
    const prompt = needs.has("prompt-length") ? encodePrompt(conversation, row) : null;
    const weights = weigh(conversation, row, prompt?.ids.length ?? null, unprinted);
    const trainedTurns = findTrainedTurns(row, weights);
    const straddles = straddleDiagnostics(row, trainedTurns);
    const trainedTokens = weights.reduce((count, weight) => count + (weight > 0 ? 1 : 0), 0);
    const nothing = trainedTokens === 0 ? [NOTHING_TRAINED] : [];
    const turns = verdicts(row.rendering, trainedTurns, mask, unprinted);
    return {
      conversation,
      printed,
      row,
      bos: row.bos,
      rendering: row.rendering,
      tokens: row.tokens,
      prompt,
      example: { ids: row.tokens.ids, weights, turns, trainedTokens },
      diagnostics: [...adapted, ...row.bos.diagnostics, ...unprinted.diagnostics, ...straddles, ...nothing],
    };
  }

  const preprocessor: Preprocessor = {
    conventions: Object.freeze({ ...parts.conventions }),
    notes: Object.freeze([...parts.notes]),
    weighted: mask.weights === "fractional",
    render: (conversation, { addGenerationPrompt = false } = {}) =>
      orRejection(() => render(adapt(conversation).conversation, addGenerationPrompt)),
    prepare: (conversation) =>
      orRejection(() => {
        const { example, diagnostics } = run(conversation);
        return { kind: "prepared", examples: [example], diagnostics };
      }),
    trace: (conversation) =>
      orRejection(() => {
        const { row, ...trace } = run(conversation);
        return { kind: "trace", ...trace, starts: row.starts() };
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

const NOTHING_KNOWN: Unprinted = { droppedTurns: new Set(), diagnostics: [] };
const NOTHING_TRAINED: Diagnostic = {
  code: "nothing-trained",
  message: "the mask trains no token of the row",
  count: 1,
};

function checkWeights(weights: Float32Array, mask: MaskingStrategy): void {
  const allowed = mask.weights === "binary" ? isBinary : isWeight;
  const wrong = weights.findIndex((weight) => !allowed(weight));
  if (wrong < 0) return;
  const rule = mask.weights === "binary" ? "0 or 1, or declare weights: fractional" : "finite and 0 or more";
  throw new TurnwiseError(
    "mask-weights",
    `the mask gave token ${wrong} the weight ${weights[wrong]}; it must be ${rule}`,
  );
}

function isBinary(weight: number): boolean {
  return weight === 0 || weight === 1;
}

function isWeight(weight: number): boolean {
  return Number.isFinite(weight) && weight >= 0;
}

function findTrainedTurns({ rendering, tokens }: EncodedRow, weights: Float32Array): ReadonlySet<number> {
  const trained = new Set<number>();
  for (let segment = 0; segment < rendering.segmentCount; segment++) {
    const [start = 0, end = 0] = [tokens.firstToken[segment], tokens.firstToken[segment + 1]];
    for (let token = start; token < end; token++)
      if ((weights[token] ?? 0) > 0) trained.add(rendering.segments.turn[segment] ?? -1);
  }
  return trained;
}

function verdicts(
  { turns }: Rendering,
  trained: ReadonlySet<number>,
  mask: MaskingStrategy,
  { droppedTurns }: Unprinted,
): readonly TurnVerdict[] {
  return turns.flatMap(({ role }, turn): readonly TurnVerdict[] => {
    if (role !== "assistant") return [];
    if (mask.trains === "any") return [{ turn, verdict: "not-claimed" }];
    if (droppedTurns.has(turn)) return [{ turn, verdict: "dropped" }];
    return [{ turn, verdict: trained.has(turn) ? "as-rendered" : "masked" }];
  });
}
