import { availableParallelism } from "node:os";
import type { Command } from "cac";
import type { OutputChoices } from "../prepare/choose-output.ts";
import { choiceOption, numberOption, switchOption, textOption, type GivenOptions } from "./options.ts";

/** The flags that say what files `prepare` writes. */
export function addOutputOptions(command: Command): Command {
  return command
    .option(
      "--for <trainer>",
      "What will read it: trl, axolotl, llamafactory, torchtune, torchtune-main, megatron-bridge, generic (default: generic)",
    )
    .option("--format <name>", "parquet, arrow or jsonl (default: what the trainer reads)")
    .option("--pack <tokens>", "Lay examples end to end into rows of at most this many tokens")
    .option("--packing <name>", "best-fit, sequential, balanced or none (default: best-fit)")
    .option("--max-length <tokens>", "Most tokens of an example (default: --pack, else any number)")
    .option("--over-length <reject|keep-start>", "What becomes of longer examples (default: reject)")
    .option("--deduplicate", "Leave out rows of which an earlier one has exactly the same conversation")
    .option("--shuffle", "Put examples into a random order that follows from --seed")
    .option("--seed <n>", "For --shuffle and --validation (default: 0)")
    .option("--validation <share>", "Set this share of the rows aside, in files of their own (default: 0)")
    .option("--shard-size <tokens>", "Tokens after which a file ends (default: 134217728)");
}

/** What these flags say. @throws {UsageError} for a value that a flag cannot have */
export function outputChoices(options: GivenOptions): OutputChoices {
  return {
    trainer: textOption(options, "for"),
    format: textOption(options, "format"),
    pack: numberOption(options, "pack", { min: 1, integer: true }),
    packing: textOption(options, "packing"),
    maxLength: numberOption(options, "maxLength", { min: 1, integer: true }),
    overLength: choiceOption(options, "overLength", ["reject", "keep-start"]),
    deduplicate: switchOption(options, "deduplicate"),
    shuffle: switchOption(options, "shuffle"),
    seed: numberOption(options, "seed", { min: 0, max: 2 ** 31 - 1, integer: true }),
    validation: numberOption(options, "validation", { min: 0, max: 1, integer: false }),
    shardTokens: numberOption(options, "shardSize", { min: 1, integer: true }),
  };
}

/** How many threads. */
export function workerCount(options: GivenOptions): number {
  return numberOption(options, "workers", { min: 1, max: 1024, integer: true }) ?? availableParallelism();
}
