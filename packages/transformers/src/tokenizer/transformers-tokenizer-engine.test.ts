import { testTokenizerEngine } from "@turnwise/testkit";
import { transformersTokenizerEngine } from "./transformers-tokenizer-engine.ts";

testTokenizerEngine(transformersTokenizerEngine);
