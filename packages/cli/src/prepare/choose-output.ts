import {
  TurnwiseError,
  type LabelShift,
  type PackingStrategy,
  type ShardWriter,
  type Trainer,
  type Turnwise,
} from "@turnwise/core";
import type { OutputSettings } from "@turnwise/run";

/** How the files shall be, as a user says it. */
export interface OutputChoices {
  /** The trainer that will read them. @default "generic" */
  readonly trainer?: string | undefined;
  /** A writer's name. @default the trainer's */
  readonly format?: string | undefined;
  /** Tokens of a packed row. @default rows are not packed */
  readonly pack?: number | undefined;
  /** @default "best-fit" */
  readonly packing?: string | undefined;
  /** Most tokens of an example. @default `pack`, or any number */
  readonly maxLength?: number | undefined;
  /** @default "reject" */
  readonly overLength?: "reject" | "keep-start" | undefined;
  /** Leave rows out of which an earlier one has the same conversation. @default false */
  readonly deduplicate?: boolean | undefined;
  /** @default false */
  readonly shuffle?: boolean | undefined;
  /** @default 0 */
  readonly seed?: number | undefined;
  /** Share of the rows. @default 0 */
  readonly validation?: number | undefined;
  /** Tokens after which a file ends. @default 134,217,728 */
  readonly shardTokens?: number | undefined;
}

/** 2^27 tokens are some 300 MB of Parquet. */
export const DEFAULT_SHARD_TOKENS: number = 1 << 27;

/**
 * Checks that the choices fit one another and the trainer.
 *
 * @param shift the name of the shift that the preprocessor aligns by
 * @throws {TurnwiseError} `double-shift`, `packing`, `loss-weights`
 * @throws {UnknownNameError}
 */
export function chooseOutput(
  { registry }: Turnwise,
  choices: OutputChoices,
  shift: string,
  weighted: boolean,
): OutputSettings {
  const trainer = registry.get<Trainer>("trainer", choices.trainer ?? "generic");
  const writer = registry.get<ShardWriter>("writer", choices.format ?? trainer.format);
  checkShift(
    registry.get<LabelShift>("label shift", shift),
    trainer,
    registry.all<LabelShift>("label shift").map(({ value }) => value),
  );
  checkPacking(trainer, choices);
  const pack =
    choices.pack === undefined || choices.packing === "none"
      ? null
      : {
          capacity: choices.pack,
          strategy: registry.get<PackingStrategy>("packing strategy", choices.packing ?? "best-fit"),
        };
  const columns = trainer.columns({ packed: pack !== null, weighted });
  if (weighted && !columns.some(({ content }) => content === "weights")) {
    throw new TurnwiseError(
      "loss-weights",
      `--for ${trainer.name}: the mask gives weights other than 0 and 1, and ${trainer.name} reads none. Choose a mask without scale(…) and sum(…), or --for generic.`,
    );
  }
  const maxLength = choices.maxLength ?? pack?.capacity ?? null;
  if (pack !== null && maxLength !== null && maxLength > pack.capacity) {
    throw new TurnwiseError(
      "packing",
      `--max-length ${maxLength} is more than --pack ${pack.capacity}: an example must fit into a packed row. Lower one or raise the other.`,
    );
  }
  return {
    trainer,
    writer,
    indexWriter: registry.get<ShardWriter>("writer", "parquet"),
    shift: registry.get<LabelShift>("label shift", shift),
    weighted,
    pack,
    maxLength,
    overLength: choices.overLength ?? "reject",
    deduplicate: choices.deduplicate ?? false,
    shuffle: choices.shuffle ?? false,
    seed: choices.seed ?? 0,
    validation: choices.validation ?? 0,
    shardTokens: choices.shardTokens ?? DEFAULT_SHARD_TOKENS,
  };
}

/** Labels that the file shifts and the trainer shifts again train every token to predict the one after the next. */
function checkShift(shift: LabelShift, trainer: Trainer, known: readonly LabelShift[]): void {
  if (trainer.shift === null || trainer.shift === shift.name) return;
  const wanted = known.find(({ name }) => name === trainer.shift);
  const consequence =
    wanted?.shiftsLabels === "trainer" && shift.shiftsLabels === "file"
      ? `${trainer.name} shifts labels itself: they would be shifted twice, and every token be trained to predict the one after the next`
      : wanted?.shiftsLabels === "file" && shift.shiftsLabels === "trainer"
        ? `${trainer.name} wants them shifted in the file: nothing would shift them, and every token be trained to predict itself`
        : `${trainer.name} reads its files by another convention`;
  throw new TurnwiseError(
    "double-shift",
    `--shift ${shift.name} contradicts --for ${trainer.name}, which expects ${trainer.shift}: ${consequence}. Leave --shift out, or choose another --for.`,
  );
}

function checkPacking(trainer: Trainer, { pack, packing }: OutputChoices): void {
  const isPacked = pack !== undefined && packing !== "none";
  if (isPacked && trainer.packing === "impossible") {
    throw new TurnwiseError(
      "packing",
      `--pack with --for ${trainer.name}: it cannot tell the examples of a packed row apart, so that they would see each other. Leave --pack out; ${trainer.name} packs itself.`,
    );
  }
  if (!isPacked && trainer.packing === "required") {
    throw new TurnwiseError(
      "packing",
      `--for ${trainer.name} reads packed rows alone: add --pack with their length, such as --pack 4096.`,
    );
  }
  if (packing !== undefined && pack === undefined) {
    throw new TurnwiseError(
      "packing",
      `--packing ${packing} needs --pack with the length of a row, such as --pack 4096.`,
    );
  }
}
