import {
  isJsonObject,
  type AdapterSettings,
  type ColumnMap,
  type DatasetPart,
  type DatasetReader,
  type FetchOptions,
  type JsonObject,
  type RowAdapter,
  type Turnwise,
} from "@turnwise/core";
import {
  chooseAdapter,
  chooseReader,
  openInput,
  parseSourceName,
  type ChosenAdapter,
  type FileInput,
} from "@turnwise/data";
import type { TakenStretch } from "@turnwise/run";
import { checkParts, findData, splitsOfInput, type FoundFile, type PartChoices } from "./locate-data.ts";
import { DEFAULT_MAX_ROW_BYTES } from "./max-row-bytes.ts";
import { parseSplits, type RowRange } from "./split-slices.ts";
import { takeRows, type OpenFile, type TakenFile } from "./take-rows.ts";

/** One file of the input, and how it is read. JSON, so that every worker reads it alike. */
export interface SourcePlan {
  readonly path: string;
  /** As messages and the manifest call it. */
  readonly name: string;
  readonly bytes: number;
  /** Bytes of its lines, unpacked (then about), from any of which on it can be read; null where it cannot. */
  readonly lineBytes: number | null;
  /** Where it cannot, the parts that can be read one without the other; null where there are none. */
  readonly parts: readonly DatasetPart[] | null;
  /** The stretch of it that is taken, if not all of it is. */
  readonly taken?: TakenStretch;
  /** A reader's name. */
  readonly format: string;
  /** A row adapter's name, and its settings. */
  readonly shape: string;
  readonly settings: AdapterSettings;
  /** How often each row is taken, and what decides which of a fraction. */
  readonly weight: number;
  readonly seed: number;
  /** Whether its rows get fingerprints, by which those are found that repeat others. */
  readonly fingerprints?: boolean;
  /** What was understood, for the user. */
  readonly statement: string;
}

/** What the user says of the input. */
export interface SourceChoices extends PartChoices, FetchOptions {
  readonly inputFormat?: string | undefined;
  readonly shape?: string | undefined;
  readonly columns?: ColumnMap | undefined;
  /** Roles of the data that the user reads as others. */
  readonly roles?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Called with what a name was found to stand for, before it is fetched. */
  readonly say?: ((line: string) => void) | undefined;
}

/** By how many rows a shape is recognised. */
const SAMPLE_ROWS = 32;

/**
 * Finds the files that names stand for, recognises their formats and the shapes of their rows.
 *
 * @throws {InputOutputError} `input-unreadable`, `input-broken`
 * @throws {TurnwiseError} `input-format-unknown`, `shape-unclear` and what else is a question to the user
 */
export async function planSources(
  turnwise: Turnwise,
  names: readonly string[],
  choices: SourceChoices = {},
): Promise<readonly SourcePlan[]> {
  const { registry } = turnwise;
  const plans: SourcePlan[] = [];
  const sources = names.map(parseSourceName);
  checkParts(
    registry,
    sources.map(({ name }) => name),
    choices,
  );
  const splits = parseSplits(choices.split);
  const say = choices.say ?? (() => {});
  for (const { name, weight } of sources) {
    for (const { split, rows } of splitsOfInput(registry, name, splits)) {
      const found = await findData(registry, name, { ...choices, split }, say, choices);
      const files = found.map((file) => () => openFile(turnwise, file, choices.inputFormat));
      for await (const taken of takeRows(name, files, rows, choices.signal)) {
        plans.push(await planSource(turnwise, taken, weight, choices));
      }
    }
  }
  return plans;
}

async function openFile({ registry }: Turnwise, file: FoundFile, inputFormat: string | undefined): Promise<OpenFile> {
  const input = await openInput(await file.fetch(), file.name);
  const reader =
    inputFormat === undefined
      ? chooseReader(
          registry.all<DatasetReader>("reader").map(({ value }) => value),
          input,
        )
      : registry.get<DatasetReader>("reader", inputFormat);
  return { input, reader, parts: input.packing === undefined ? ((await reader.parts?.(input)) ?? null) : null };
}

async function planSource(
  { registry }: Turnwise,
  { input, reader, parts, rows, taken }: TakenFile,
  weight: number,
  { shape, columns, roles = [], seed = 0, signal }: SourceChoices,
): Promise<SourcePlan> {
  const chosen = chooseAdapter(
    registry.all<RowAdapter>("row adapter").map(({ value }) => value),
    await sampleRows(reader, input, signal),
    input.name,
    { ...(shape !== undefined && { shape }), ...(columns !== undefined && { columns }), roles },
  );
  return {
    path: input.path,
    name: input.name,
    bytes: input.size,
    lineBytes: reader.unit === "line" ? input.unpackedSize : null,
    parts,
    ...(taken !== null && { taken }),
    format: reader.name,
    shape: chosen.adapter.name,
    settings: chosen.settings,
    weight,
    seed,
    statement: describe(reader, input, chosen, weight) + (rows === null ? "" : `; ${describeRows(rows)}`),
  };
}

async function sampleRows(
  reader: DatasetReader,
  input: FileInput,
  signal?: AbortSignal,
): Promise<readonly JsonObject[]> {
  const rows: JsonObject[] = [];
  const options = { maxRowBytes: DEFAULT_MAX_ROW_BYTES, ...(signal !== undefined && { signal }) };
  let seen = 0;
  for await (const record of reader.read(input, options)) {
    if (record.kind === "row" && isJsonObject(record.value)) rows.push(record.value);
    seen += 1;
    if (rows.length >= SAMPLE_ROWS || seen >= SAMPLE_ROWS * 10) break;
  }
  return rows;
}

function describe(
  reader: DatasetReader,
  input: FileInput,
  { adapter, statement }: ChosenAdapter,
  weight: number,
): string {
  const packed = input.packing === undefined ? "" : ` in ${input.packing}`;
  const share = weight === 1 ? "" : `; weight ${weight}`;
  return `${reader.name}${packed}, shape ${adapter.name}: ${statement}${share}`;
}

/** `its rows 1001 to 2000` */
function describeRows({ from, to }: RowRange): string {
  return to === Number.POSITIVE_INFINITY ? `from its row ${from + 1} on` : `its rows ${from + 1} to ${to}`;
}

/** Bytes that are read, lines unpacked. */
export function bytesToRead(sources: readonly Pick<SourcePlan, "bytes" | "lineBytes">[]): number {
  return sources.reduce((sum, { bytes, lineBytes }) => sum + (lineBytes ?? bytes), 0);
}

/** One line for all files that are read alike. */
export function sourceStatements(sources: readonly SourcePlan[]): readonly string[] {
  const names = new Map<string, string[]>();
  for (const { name, statement } of sources) names.set(statement, [...(names.get(statement) ?? []), name]);
  return [...names].map(([statement, [first = "", ...others]]) => {
    const files = others.length === 0 ? first : `${first} and ${others.length} more`;
    return `${files}: ${statement}`;
  });
}

/** Reads `FIELD=COLUMN,FIELD=COLUMN`; `refuse` is called with a part that is no pair. */
export function readColumns(texts: readonly string[], refuse: (pair: string) => never): ColumnMap {
  const pairs = texts.flatMap((text) => text.split(",")).map((pair) => pair.trim());
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, field, column] = /^([^=]+)=(.+)$/.exec(pair) ?? [];
      return field === undefined || column === undefined ? refuse(pair) : [field.trim(), column.trim()];
    }),
  );
}
