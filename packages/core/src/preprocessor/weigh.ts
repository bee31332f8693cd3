import type { Conversation } from "../contracts/conversation.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { TurnwiseError } from "../errors/turnwise-error.ts";
import { partCode } from "../rendering/turn-parts.ts";
import { createMaskInput } from "./create-mask-input.ts";
import type { EncodedRow } from "./encode-row.ts";

/**
 * The mask's weight for every token of a row.
 *
 * @throws {TurnwiseError} `mask-weights` for weights that the strategy does not declare
 */
export function weigh(
  mask: MaskingStrategy,
  conversation: Conversation,
  row: EncodedRow,
  tokenizer: Tokenizer,
  promptLength: number | null,
): Float32Array {
  const weights = new Float32Array(row.tokens.ids.length);
  const mayAskForStarts = mask.needs?.includes("starts") === true;
  mask.weigh(createMaskInput(conversation, row, tokenizer, { mayAskForStarts, promptLength }), weights);
  checkWeights(weights, mask);
  return weights;
}

function checkWeights(weights: Float32Array, mask: MaskingStrategy): void {
  const allowed = mask.weights === "binary" ? isBinary : isWeight;
  let wrong = 0;
  while (wrong < weights.length && allowed(weights[wrong] ?? 0)) wrong++;
  if (wrong === weights.length) return;
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

/** Turns of the rendering in which the mask trains a token. */
export function trainedTurns({ rendering, tokens }: EncodedRow, weights: Float32Array): ReadonlySet<number> {
  const trained = new Set<number>();
  for (let segment = 0; segment < rendering.segmentCount; segment++) {
    const start = tokens.firstToken[segment] ?? 0;
    const end = tokens.firstToken[segment + 1] ?? 0;
    let token = start;
    while (token < end && (weights[token] ?? 0) <= 0) token++;
    if (token < end) trained.add(rendering.segments.turn[segment] ?? -1);
  }
  return trained;
}

/** Masks the body of a message's turn. */
export function maskBody({ rendering, tokens }: EncodedRow, weights: Float32Array, message: number): void {
  const { segments, segmentCount, turns } = rendering;
  for (let segment = 0; segment < segmentCount; segment++) {
    const isOwn = turns[segments.turn[segment] ?? -1]?.messages.includes(message) === true;
    if (isOwn && segments.part[segment] === BODY)
      weights.fill(0, tokens.firstToken[segment], tokens.firstToken[segment + 1]);
  }
}

const BODY = partCode("body");

/**
 * Masks every token of the assistant's turns but those of `kept`; and, of an example that repeats what another one holds, what
 * other roles say, which is to be trained once.
 */
export function maskOthers(
  { rendering, tokens }: EncodedRow,
  weights: Float32Array,
  kept: ReadonlySet<number>,
  repeats: boolean,
): void {
  for (let segment = 0; segment < rendering.segmentCount; segment++) {
    const turn = rendering.segments.turn[segment] ?? -1;
    if (kept.has(turn) || (!repeats && rendering.turns[turn]?.role !== "assistant")) continue;
    weights.fill(0, tokens.firstToken[segment], tokens.firstToken[segment + 1]);
  }
}
