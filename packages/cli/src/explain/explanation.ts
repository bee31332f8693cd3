import type { Conventions, Diagnostic, Rejection, TurnVerdict } from "@turnwise/core";

/** One token of an example, with everything that is known of it. */
export interface ExplainedToken {
  readonly position: number;
  readonly id: number;
  /** The text that begins in it; of a token inside a character, what its bytes decode to. */
  readonly text: string;
  readonly weight: number;
  readonly origin: "template" | "data" | "added";
  readonly turn: number;
  readonly role: string | null;
  readonly part: string | null;
  readonly message: number;
  readonly field: string | null;
}

/** One position of the aligned columns. */
export interface AlignedPosition {
  readonly position: number;
  readonly input_id: number;
  readonly input: string;
  /** −100 where the loss ignores it. */
  readonly label_id: number;
  readonly label: string | null;
  readonly meaning: string;
}

/** A token that the shift left out of a column. */
export interface DroppedToken {
  readonly column: "input_ids" | "labels";
  readonly end: "first" | "last";
  readonly id: number;
  readonly text: string;
  readonly reason: string;
}

export type Block =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "code"; readonly text: string }
  | { readonly kind: "tokens"; readonly tokens: readonly ExplainedToken[] }
  | { readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[] };

export interface Step {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** What `explain` says of one training example. */
export interface ExplainedExample {
  /** What it is, in words; null for a row's only example, if that is the full rendering. */
  readonly title: string | null;
  /** How many of the row's messages it covers. */
  readonly messages: number;
  readonly composed: boolean;
  /** What was encoded. */
  readonly text: string;
  readonly turns: readonly TurnVerdict[];
  readonly steps: readonly Step[];
  readonly tokens: readonly ExplainedToken[];
  readonly alignment: readonly AlignedPosition[];
  readonly dropped: readonly DroppedToken[];
}

/** All that `explain` says of a row, whatever the format. */
export interface Explanation {
  readonly source: string;
  readonly line: number;
  readonly conventions: Conventions;
  readonly notes: readonly string[];
  /** What comes before the examples. */
  readonly steps: readonly Step[];
  readonly examples: readonly ExplainedExample[];
  readonly diagnostics: readonly Diagnostic[];
  readonly rejection: Rejection | null;
}
