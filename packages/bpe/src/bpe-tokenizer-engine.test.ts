import { testTokenizerEngine } from "@turnwise/testkit";
import { bpeTokenizerEngine } from "./bpe-tokenizer-engine.ts";

testTokenizerEngine(bpeTokenizerEngine);
