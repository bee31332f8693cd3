import type { Conversation } from "../contracts/conversation.ts";
import type { MaskingStrategy } from "../contracts/masking-strategy.ts";
import type { Tokenizer } from "../contracts/tokenizer.ts";
import { TurnwiseError } from "../errors/turnwise-error.ts";
import { partCode } from "../rendering/turn-parts.ts";
import type { PlannedTurn } from "../turns/planned-example.ts";
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
  const wrong = mask.weights === "binary" ? firstNotBinary(weights) : firstNoWeight(weights);
  if (wrong === weights.length) return;
  const rule = mask.weights === "binary" ? "0 or 1, or declare weights: fractional" : "finite and 0 or more";
  throw new TurnwiseError(
    "mask-weights",
    `the mask gave token ${wrong} the weight ${weights[wrong]}; it must be ${rule}`,
  );
}

/** Index of the first weight that is neither 0 nor 1; their number if there is none. */
function firstNotBinary(weights: Float32Array): number {
  let at = 0;
  while (at < weights.length && (weights[at] === 0 || weights[at] === 1)) at++;
  return at;
}

/** Index of the first weight that is negative or not finite; their number if there is none. */
function firstNoWeight(weights: Float32Array): number {
  let at = 0;
  while (at < weights.length && (weights[at] ?? -1) >= 0 && weights[at] !== Infinity) at++;
  return at;
}

/** Marks the turns of the rendering in which the mask trains a token. */
export function trainedTurns({ rendering, tokens }: EncodedRow, weights: Float32Array): Uint8Array {
  const trained = new Uint8Array(rendering.turns.length);
  for (let segment = 0; segment < rendering.segmentCount; segment++) {
    const start = tokens.firstToken[segment] ?? 0;
    const end = tokens.firstToken[segment + 1] ?? 0;
    let token = start;
    while (token < end && (weights[token] ?? 0) <= 0) token++;
    if (token < end) trained[rendering.segments.turn[segment] ?? -1] = 1;
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
  kept: readonly PlannedTurn[],
  repeats: boolean,
): void {
  const isKept = new Uint8Array(rendering.turns.length);
  for (const { turn } of kept) isKept[turn] = 1;
  for (let segment = 0; segment < rendering.segmentCount; segment++) {
    const turn = rendering.segments.turn[segment] ?? -1;
    if (isKept[turn] === 1 || (!repeats && rendering.turns[turn]?.role !== "assistant")) continue;
    weights.fill(0, tokens.firstToken[segment], tokens.firstToken[segment + 1]);
  }
}
