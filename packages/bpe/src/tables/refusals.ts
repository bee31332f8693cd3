import { TurnwiseError } from "@turnwise/core";

/** A vocabulary or merges that contradict themselves; Rust's `tokenizers` does not load them, either. */
export function brokenModel(problem: string): TurnwiseError {
  return new TurnwiseError(
    "broken-model",
    `tokenizer.json: ${problem}. Download the file again, or export the model anew.`,
  );
}

/** A tokenizer that the tables cannot hold. */
export function notSupported(what: string): TurnwiseError {
  return new TurnwiseError("tokenizer-not-supported", `tokenizer.json: ${what}. Use --tokenizer transformers for it.`);
}
