import type { ShardPieces, ShardWriter } from "@turnwise/core";
import { openByPieces } from "./open-by-pieces.ts";

/** Size of a record batch: what the writer holds in memory. */
const BATCH_BYTES = 16 << 20;

/** The library takes a while to load. */
const pieces: ShardPieces = {
  async encoder(columns) {
    const { batchEncoder } = await import("./arrow-shard.ts");
    return batchEncoder(columns);
  },
  async join(path, columns) {
    const { joinBatches } = await import("./arrow-shard.ts");
    return joinBatches(path, columns);
  },
};

/**
 * Writes Arrow IPC streams, uncompressed, as `datasets` keeps them: readers map them into memory. The same rows give the same bytes.
 *
 * @throws {TurnwiseError} `output-failed`
 */
export const arrowWriter: ShardWriter = {
  name: "arrow",
  description: "Arrow IPC stream, as the files of datasets' save_to_disk",
  extension: ".arrow",
  open: (path, columns) => openByPieces(pieces, path, columns, BATCH_BYTES),
  pieces,
};
