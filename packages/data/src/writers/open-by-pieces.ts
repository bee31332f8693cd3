import type { ColumnDefinition, OpenShard, ShardPieces } from "@turnwise/core";

/** A shard whose rows come one behind the other: a piece is written as soon as its rows take `pieceBytes`. */
export async function openByPieces(
  pieces: ShardPieces,
  path: string,
  columns: readonly ColumnDefinition[],
  pieceBytes: number,
): Promise<OpenShard> {
  const encoder = await pieces.encoder(columns);
  const shard = await pieces.join(path, columns);
  return {
    async write(row) {
      encoder.write(row);
      if (encoder.bytes >= pieceBytes) await shard.append(encoder.finish());
    },
    async close() {
      if (encoder.bytes > 0) await shard.append(encoder.finish());
      await shard.close();
    },
  };
}
