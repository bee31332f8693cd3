import type { Block } from "./explanation.ts";

/** Sentences in one paragraph; empty ones are left out. */
export function paragraph(...sentences: readonly string[]): Block {
  return { kind: "text", text: sentences.filter((sentence) => sentence !== "").join(" ") };
}
