import { join } from "node:path";
import { arrangeExamples } from "../arrange/arrange-examples.ts";
import type { Counts, RejectionExample } from "../counts.ts";
import { makeFolder } from "../make-folder.ts";
import type { Split } from "../pipeline.ts";
import { holdSpool } from "../spool/held-spool.ts";
import { SpooledExamples } from "../spool/spooled-examples.ts";
import type { TaskPool } from "../threads/worker-pool.ts";
import type { Receipt } from "../splits/receipt.ts";
import type { RunFolder } from "../splits/run-folder.ts";
import type { RunStage } from "../timings/session.ts";
import { chooseExamples } from "./choose-examples.ts";
import { countLinesBefore, firstRejections, mergeCounts } from "./merge-counts.ts";
import { findRepeats, isRepeat, type Repeats } from "./find-repeats.ts";
import type { OutputSettings } from "./output-settings.ts";
import { Placements } from "./placements.ts";
import { shardName } from "./shard-tasks.ts";
import { writeDatasetDict } from "./write-dataset-dict.ts";
import { writeIndex } from "./write-index.ts";
import { writeRejected } from "./write-rejected.ts";
import { PIECE_TOKENS, writeShards } from "./write-shards.ts";

/** One part of the data: `train` or `validation`. */
export interface WrittenPart {
  readonly name: string;
  readonly examples: number;
  readonly rows: number;
  readonly tokens: number;
  readonly trainedTokens: number;
  readonly shards: readonly string[];
}

/** What a run wrote. */
export interface FinalizedRun {
  readonly counts: Counts;
  readonly rejections: readonly RejectionExample[];
  readonly parts: readonly WrittenPart[];
  /** Examples longer than `maxLength`: refused, or cut. */
  readonly overLength: number;
  /** Rows left out because they repeat earlier ones. */
  readonly repeatedRows: number;
  /** Names of all files, seen from the folder. */
  readonly files: readonly string[];
}

/**
 * Makes the files of a run from its spool: arranges examples into rows and shards, writes shards in parallel, then the index and what
 * was refused. The files follow from the spool and the settings alone.
 *
 * @param pool is closed when shards and index are written
 * @param out an empty folder
 * @param enter called with each stage that begins
 * @throws {InputOutputError}
 */
export async function finalizeRun(
  folder: RunFolder,
  splits: readonly Split[],
  receipts: readonly Receipt[],
  settings: OutputSettings,
  pool: TaskPool,
  out: string,
  enter: (stage: RunStage) => void = () => {},
): Promise<FinalizedRun> {
  const { trainer, writer, shift, maxLength, overLength, pack } = settings;
  enter("arrange");
  const spooled = receipts.map(({ key, counts }) => ({ key, examples: counts.examples }));
  const examples = new SpooledExamples(folder.spool, spooled);
  const repeats = settings.deduplicate ? findRepeats(folder.spool, splits, examples) : null;
  const placements = new Placements(examples.lengths, shift, maxLength);
  const before = countLinesBefore(splits, receipts);
  const chosen = chooseExamples(
    folder.spool,
    splits,
    examples.lengths.length,
    settings.validation,
    settings.seed,
    repeats,
  );
  const outputLength = (example: number): number => shift.outputLength(examples.lengths[example] ?? 0);
  const held = holdSpool(
    folder.spool,
    splits.map(({ key }) => key),
    settings.weighted,
  );
  const parts: WrittenPart[] = [];
  const allShards: string[] = [];
  for (const [name, members] of Object.entries({ train: chosen.train, validation: chosen.validation })) {
    if (name === "validation" && settings.validation === 0) continue;
    enter("arrange");
    const arrangement = arrangeExamples(outputLength, members, {
      maxLength,
      overLength,
      pack,
      shuffleSeed: settings.shuffle ? settings.seed : null,
      shardTokens: settings.shardTokens,
      pieceTokens: writer.pieces === undefined ? null : PIECE_TOKENS,
    });
    placements.add(arrangement);
    const count = arrangement.shardEnds.length;
    const names = Array.from({ length: count }, (_, shard) => shardName(trainer, name, shard, count, writer.extension));
    if (trainer.layout === "dataset-dict") writeDatasetDict(join(out, "dataset"), name, names);
    enter("shards");
    const shardSettings = {
      ...settings,
      packed: pack !== null,
      spool: folder.spool,
      held,
      splits,
      examples,
    };
    const trainedTokens = await writeShards({
      settings: shardSettings,
      arrangement,
      names,
      pool,
      out,
      placements,
    });
    parts.push({
      name,
      examples: arrangement.examples.length,
      rows: arrangement.rowEnds.length,
      tokens: arrangement.tokens,
      trainedTokens,
      shards: names,
    });
    allShards.push(...names);
  }
  enter("index");
  makeFolder(join(out, "index"));
  await writeIndex({
    path: join(out, INDEX_FILE),
    writer: settings.indexWriter,
    pool,
    spool: folder.spool,
    splits,
    linesBefore: before,
    examples,
    placements,
    shards: allShards,
  });
  await pool.close();
  await writeRejected({
    path: join(out, REJECTED_FILE),
    folder,
    splits,
    receipts,
    linesBefore: before,
    examples,
    repeats,
    shift,
    maxLength: overLength === "reject" ? maxLength : null,
  });
  return {
    counts: mergeCounts(receipts),
    rejections: firstRejections(splits, receipts, before),
    parts,
    overLength: countOverLength(examples.lengths.length, outputLength, maxLength, repeats),
    repeatedRows: repeats?.rows ?? 0,
    files: [...allShards, INDEX_FILE, REJECTED_FILE],
  };
}

const INDEX_FILE = "index/rows.parquet";
const REJECTED_FILE = "rejected.jsonl";

function countOverLength(
  examples: number,
  outputLength: (example: number) => number,
  maxLength: number | null,
  repeats: Repeats | null,
): number {
  if (maxLength === null) return 0;
  let count = 0;
  for (let at = 0; at < examples; at++) if (outputLength(at) > maxLength && !isRepeat(repeats, at)) count++;
  return count;
}
