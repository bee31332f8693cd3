import type { Preprocessor, Turnwise } from "@turnwise/core";
import { hashOf, splitInputs, type FileHash, type OutputSettings, type PlannedInput, type Split } from "@turnwise/run";
import { turnwiseVersion } from "../version.ts";
import { hashInput } from "./hash-input.ts";
import type { Manifest } from "./manifest.ts";
import { identifyPlugins, type PluginIdentities } from "./plugin-identities.ts";
import type { SourcePlan } from "./sources.ts";
import { inlineParts, storePreprocessor, type StoredPreprocessor } from "./stored-preprocessor.ts";

/** What decides the work, besides the input. */
export interface Decisions {
  readonly turnwise: Turnwise;
  readonly preprocessor: Preprocessor;
  readonly maxRowBytes: number;
  readonly limit: number | null;
}

/** What is to be done, so that any machine can do a part of it. JSON. */
export interface DatasetPlan {
  /** SHA-256 (hex) over everything that decides the output. */
  readonly hash: string;
  readonly plugins: PluginIdentities;
  /** From which threads and machines make the preprocessor again; null if a part of it is an object of this program. */
  readonly preprocessor: StoredPreprocessor | null;
  /** Everything besides the input that decides what a piece gives. */
  readonly decides: unknown;
  readonly inputs: readonly PlannedInput[];
  readonly sources: readonly SourcePlan[];
  readonly maxRowBytes: number;
  readonly limit: number | null;
  /** As the user chose it; null: each input's own. */
  readonly splitBytes: number | null;
}

/** @param hash how a file is hashed, if not by reading it */
export async function planDataset(
  decisions: Decisions,
  found: readonly SourcePlan[],
  output: OutputSettings,
  splitBytes: number | null,
  hash: (path: string) => Promise<FileHash> = hashInput,
): Promise<DatasetPlan> {
  const sources = output.deduplicate ? found.map((source) => ({ ...source, fingerprints: true })) : found;
  const { turnwise, preprocessor, maxRowBytes, limit } = decisions;
  const plugins = await identifyPlugins(turnwise);
  const decides = decidesSplits({ ...decisions, plugins });
  const inputs = await planInputs(sources, hash);
  const planHash = hashOf({
    inputs: inputs.map(({ name, sha256, readAs }) => [name, sha256, readAs ?? null]),
    decides,
    plugins: plugins.files,
    shift: output.shift.name,
    output: describeOutput(output),
  });
  const isStored = inlineParts(turnwise, preprocessor).length === 0;
  return {
    hash: planHash,
    plugins,
    preprocessor: isStored ? storePreprocessor(turnwise, preprocessor) : null,
    decides,
    inputs,
    sources,
    maxRowBytes,
    limit,
    splitBytes,
  };
}

/** The pieces of the input, in its order. */
export function splitsOf({ inputs, decides, limit, splitBytes }: DatasetPlan): readonly Split[] {
  return splitInputs(inputs, decides, limit, splitBytes);
}

/** Everything besides the input that decides what a split gives: not the shift, and nothing of how rows are packed. */
export function decidesSplits({
  preprocessor,
  plugins,
  maxRowBytes,
  limit,
}: Omit<Decisions, "turnwise"> & Pick<DatasetPlan, "plugins">): unknown {
  const conventions = Object.entries(preprocessor.conventions).filter(([name]) => !OF_THE_SHIFT.has(name));
  return {
    turnwise: turnwiseVersion(),
    plugins: plugins.rows,
    conventions: Object.fromEntries(conventions),
    maxRowBytes,
    limit,
  };
}

/** Conventions that speak of what is done when files are written. */
const OF_THE_SHIFT: ReadonlySet<string> = new Set(["shift", "shift_rule", "labels_shifted_by", "ignore_index"]);

async function planInputs(
  sources: readonly SourcePlan[],
  hash: (path: string) => Promise<FileHash>,
): Promise<readonly PlannedInput[]> {
  const inputs: PlannedInput[] = [];
  for (const { path, name, lineBytes, parts, taken, format, shape, settings, weight, seed, fingerprints } of sources) {
    // What a fraction takes depends on the seed and on the name, what else is read depends on neither.
    const fraction = Number.isInteger(weight) ? null : { seed, name };
    const read = { format, shape, columns: settings.columns ?? {}, roles: settings.roles ?? [], weight, fraction };
    const rows = taken === undefined ? {} : { rows: taken.range };
    const readAs = { ...read, ...(fingerprints === true && { fingerprints }), ...rows };
    inputs.push({ path, name, lineBytes, parts, ...(taken && { taken }), readAs, ...(await hash(path)) });
  }
  return inputs;
}

/** What the manifest says of the files. */
export function describeOutput(output: OutputSettings): Manifest["output"] {
  const { trainer, writer, pack, maxLength, overLength, deduplicate, shuffle, seed, validation, shardTokens } = output;
  return {
    trainer: trainer.name,
    format: writer.name,
    pack: pack?.capacity ?? null,
    packing: pack?.strategy.name ?? null,
    max_length: maxLength,
    over_length: overLength,
    deduplicate,
    shuffle,
    seed,
    validation,
    shard_tokens: shardTokens,
  };
}
