export type { AddedToken, TokenizerDefinition } from "./definition/tokenizer-definition.ts";
