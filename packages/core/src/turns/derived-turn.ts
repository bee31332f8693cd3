import type { Prefix } from "./prefix.ts";
import type { TurnBlock } from "./turn-block.ts";

/** Why a turn cannot be trained as the model would meet it. */
export type RefusalCode = "prefix-does-not-render" | "dropped" | "no-stop" | "open-prompt" | "prompt-differs";

/** What is known of one assistant turn of a conversation under a template. */
export interface DerivedTurn {
  /** Of the conversation; several where the template prints them as one turn. */
  readonly messages: readonly number[];
  readonly verdict: "exact" | "split" | "composed" | "refused";
  /** Null unless refused. */
  readonly code: RefusalCode | null;
  /**
   * A split turn: how the full rendering differs from what the model saw (`prefix`: before the turn, `body`: in it, `no-stop`: no stop
   * token behind it). An exact one: `end-appended`, `merged`, `prefill` (it is to be continued), or null.
   */
  readonly detail: "prefix" | "body" | "no-stop" | "end-appended" | "merged" | "prefill" | null;
  /** What a refusal says: rule, place, found, remedy. Null unless refused. */
  readonly reason: string | null;
  /** Whether its end token, which the template prints with the next message only, has to be put behind it in an example that it ends. */
  readonly endAppended: boolean;
  readonly proof: "one-render" | "prompt-render";
  /** `[start, end)` of body and end in the full rendering, in UTF-16 code units; null where they are not to be found there. */
  readonly rendered: readonly [start: number, end: number] | null;
  /** Where the full rendering has it, dropped ones included; null if nothing of it is to be found. */
  readonly inFull: TurnBlock | null;
  /** What the full rendering has of it besides, behind words of other messages; nearly always empty. */
  readonly resumed: readonly TurnBlock[];
  /** Text of the row that is not in what is trained: `1.reasoning_content`. */
  readonly lost: readonly string[];
  /** The turn as the last one of its own rendering; null if that is not to be had. */
  readonly own: OwnTurn | null;
}

/** What differs between turns with which nothing is uncommon. */
type PlainTurn = Pick<DerivedTurn, "messages" | "proof" | "rendered" | "inFull" | "lost" | "own">;

/** A turn with which nothing is uncommon: exact, or split by a difference (`DerivedTurn.detail`). */
export function plainTurn(
  { messages, proof, rendered, inFull, lost, own }: PlainTurn,
  difference: "prefix" | "body" | "no-stop" | null = null,
): DerivedTurn {
  return {
    messages,
    verdict: difference === null ? "exact" : "split",
    code: null,
    detail: difference,
    reason: null,
    endAppended: false,
    proof,
    rendered,
    inFull,
    resumed: NONE,
    lost,
    own,
  };
}

const NONE: readonly TurnBlock[] = [];

/** A turn where it is the last: what the model read, and what it is to write. */
export interface OwnTurn {
  /** The messages before the turn, with the generation prompt. */
  readonly prompt: Prefix;
  /** The messages up to the turn, without one. */
  readonly plain: Prefix;
  /** Body and end: what is trained behind the prompt. */
  readonly text: string;
  /** `[start, end)` in `plain` of what `text` begins with, in UTF-16 code units; `appended` is the rest of it. */
  readonly range: readonly [start: number, end: number];
  readonly appended: string;
  /** The stop token that ends `text`; empty where the turn is to be continued. */
  readonly stop: string;
  /** Template text that `plain` prints as the turn's start in place of what the prompt ends with: not trained. */
  readonly replacedStart: string;
}
