import type { ShardWriter } from "@turnwise/core";

/**
 * Writes Arrow IPC streams, uncompressed, as `datasets` keeps them: readers map them into memory. The same rows give the same bytes.
 *
 * @throws {TurnwiseError} `output-failed`
 */
export const arrowWriter: ShardWriter = {
  name: "arrow",
  description: "Arrow IPC stream, as the files of datasets' save_to_disk",
  extension: ".arrow",
  async open(path, columns) {
    const { openArrowShard } = await import("./arrow-shard.ts");
    return openArrowShard(path, columns);
  },
};
