import type { ColumnDefinition, PieceEncoder, ShardWriter } from "@turnwise/core";

/** Encoders of a worker, which keep their memory from one piece to the next. */
export class Encoders {
  readonly #idle = new Map<string, PieceEncoder>();

  /** Lends an encoder without rows. One whose use failed may have some, and is given up. */
  async use<T>(
    { name, pieces }: ShardWriter,
    columns: readonly ColumnDefinition[],
    action: (encoder: PieceEncoder) => T,
  ): Promise<T> {
    if (pieces === undefined) throw new Error(`the writer ${name} makes no pieces`);
    const key = JSON.stringify([name, columns]);
    const encoder = this.#idle.get(key) ?? (await pieces.encoder(columns));
    this.#idle.delete(key);
    const result = action(encoder);
    this.#idle.set(key, encoder);
    return result;
  }
}
