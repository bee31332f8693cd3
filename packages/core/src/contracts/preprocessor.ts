import type { PreprocessorSettings } from "../preprocessor/preprocessor-settings.ts";
import type { BosDecision } from "./bos-policy.ts";
import type { Conversation } from "./conversation.ts";
import type { Diagnostic } from "./diagnostic.ts";
import type { Rejection } from "./rejection.ts";
import type { Rendering } from "./rendering.ts";
import type { Tokens } from "./tokens.ts";

/** What became of an assistant turn. */
export interface TurnVerdict {
  /** Index into the example's turns. */
  readonly turn: number;
  /** The turn's messages in the row. */
  readonly messages: readonly number[];
  /**
   * `exact`: trained where the full rendering has it, which is what the model sees at inference. `split`: trained in a rendering in
   * which it is last. `composed`: the prompt that a server would send, then the answer. `as-rendered`: trained where the rendering has
   * it, unproven. `dropped`: the template does not print its answer or its tool call, so it stays masked. `prefill`: it is
   * to be continued, and masked. `masked`: the mask did not
   * choose it, or another example of the row trains it. `not-claimed`: the mask does not speak of turns.
   */
  readonly verdict: "exact" | "split" | "composed" | "as-rendered" | "dropped" | "prefill" | "masked" | "not-claimed";
  /** What the prompt was compared with: what the one rendering proves, a rendering of the prompt, or nothing. */
  readonly proof: "one-render" | "prompt-render" | "none";
  /** Whether its end token, which the template prints with the next message only, was put behind it. */
  readonly endAppended: boolean;
}

/** Ids and weights of one training example, unshifted: `weights[i]` belongs to `ids[i]`. Both have length n. */
export interface Example {
  readonly ids: Int32Array;
  readonly weights: Float32Array;
  /** How many of the row's messages it covers. */
  readonly messages: number;
  /** Whether it is a prompt with an answer behind it that no rendering holds together. */
  readonly composed: boolean;
  readonly turns: readonly TurnVerdict[];
  /** How many weights are above 0. */
  readonly trainedTokens: number;
}

export interface Prepared {
  readonly kind: "prepared";
  readonly examples: readonly Example[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The columns that trainers read, named as `transformers` names them. All arrays have the same length. */
export interface TrainingColumns {
  readonly input_ids: Int32Array;
  /** −100 where the loss ignores the token. */
  readonly labels: Int32Array;
  readonly attention_mask: Int8Array;
  /** Present if the mask gives weights other than 0 and 1. */
  readonly loss_weights?: Float32Array;
  /** The name of the label shift: whether `labels[i]` belongs to `input_ids[i]` or is what it predicts. */
  readonly shift: string;
}

/** Everything that happened to one row, for `explain`. */
export interface Trace {
  readonly kind: "trace";
  readonly conversation: Conversation;
  /** The whole conversation as the template prints it. */
  readonly printed: Rendering;
  /** Present if the mask asked for the prompt's length. */
  readonly prompt: { readonly rendering: Rendering; readonly ids: Int32Array } | null;
  readonly examples: readonly ExampleTrace[];
  readonly diagnostics: readonly Diagnostic[];
}

/** One example, with every step kept. */
export interface ExampleTrace {
  readonly bos: BosDecision;
  /** After the BOS policy: what was encoded. */
  readonly rendering: Rendering;
  readonly tokens: Tokens;
  /** Text offset of each token, in UTF-16 code units of `rendering.text`; −1 for ids that the BOS policy added. */
  readonly starts: Int32Array;
  readonly example: Example;
}

/** Every convention in use, as written to the manifest. */
export interface Conventions {
  readonly [name: string]: string | number | boolean | null;
}

/**
 * Prepares conversations. Frozen: its settings never change, and the same conversation always gives the same result.
 */
export interface Preprocessor {
  /** What it was made from, the clock decided: the same settings make the same preprocessor. */
  readonly settings: PreprocessorSettings;
  readonly conventions: Conventions;
  /** Lines that the user should read once: a template that no family knows, a family that was forced. */
  readonly notes: readonly string[];
  /** Whether the output has a column `loss_weights`. */
  readonly weighted: boolean;
  /** What the template prints; `addGenerationPrompt` defaults to false. */
  render(conversation: Conversation, options?: { readonly addGenerationPrompt?: boolean }): Rendering | Rejection;
  prepare(conversation: Conversation): Prepared | Rejection;
  /** Like `prepare`, with every step kept. */
  trace(conversation: Conversation): Trace | Rejection;
  /** The text that ids stand for, special tokens included. */
  decode(ids: Int32Array): string;
  /** Aligns an example by the label shift in use. */
  columns(example: Example): TrainingColumns;
  /**
   * Prepares a stream, in order and one at a time.
   *
   * @throws the signal's reason, once it is aborted
   */
  prepareAll(
    source: Iterable<Conversation> | AsyncIterable<Conversation>,
    options?: { readonly signal?: AbortSignal },
  ): AsyncIterable<Prepared | Rejection>;
}
