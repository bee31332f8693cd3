import bpe from "@turnwise/bpe";
import chatml from "@turnwise/chatml";
import type { Plugin } from "@turnwise/core";
import data from "@turnwise/data";
import gemma from "@turnwise/gemma";
import hub from "@turnwise/hub";
import llama from "@turnwise/llama";
import transformers from "@turnwise/transformers";

/** The plug-ins that `turnwise` brings along; a user's own are registered behind them. */
export const defaultPlugins: readonly Plugin[] = [gemma, llama, chatml, bpe, transformers, data, hub];
