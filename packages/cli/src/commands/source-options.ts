import type { Command } from "cac";
import { readColumns, type SourceChoices } from "../prepare/sources.ts";
import { numberOption, textOption, textOptions } from "./options.ts";
import { preprocessorSettings } from "./preprocessor-options.ts";
import type { Session } from "./session.ts";
import { UsageError } from "./usage-error.ts";

/** The flags that say how the input is read, where it is not recognised or is not what is meant. */
export function addSourceOptions(command: Command): Command {
  return command
    .option(
      "--split <name>",
      "Of data sets of the hub and folders that datasets saved (default: train, or the only one), or rows of it: 'train[:1000]', 'train[10%:20%]', 'train[-500:]+test'",
    )
    .option("--subset <name>", "Of data sets of the hub that have several (default: the default one)")
    .option("--shape <name>", "How rows are read: messages, sharegpt, alpaca, prompt-completion, question-answer, text")
    .option(
      "--columns <field=column,…>",
      "Which column holds what, e.g. user=question,assistant=answer or messages=item.messages",
    )
    .option(
      "--input-format <name>",
      "Read all files as jsonl, json, parquet, arrow or csv (default: by their content)",
    );
}

/** @throws {UsageError} for a value that a flag cannot have */
export function sourceChoices({ options, config, onDownload }: Session): SourceChoices {
  const columns = readColumns(textOptions(options, "columns"), (pair) => {
    throw new UsageError(
      `--columns ${pair}: it must be FIELD=COLUMN, such as --columns user=question,assistant=answer.`,
    );
  });
  return {
    onDownload,
    split: textOption(options, "split"),
    subset: textOption(options, "subset"),
    inputFormat: textOption(options, "inputFormat"),
    shape: textOption(options, "shape"),
    ...(Object.keys(columns).length > 0 && { columns }),
    roles: Object.keys(preprocessorSettings(options, config).roles ?? {}),
    seed: numberOption(options, "seed", { min: 0, max: 2 ** 31 - 1, integer: true }),
  };
}
