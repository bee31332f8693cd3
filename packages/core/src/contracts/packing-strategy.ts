/**
 * Lays examples end to end into packs of bounded length, over the whole data set.
 *
 * The same lengths give the same packs, whatever the number of workers. Within a pack examples stand in the order of the data set,
 * and packs in the order of their first examples: whoever wants another order shuffles the examples before.
 */
export interface PackingStrategy {
  readonly name: string;
  readonly description: string;
  /**
   * Chooses a pack for each example.
   *
   * @param lengths tokens of each example as the file will hold it, each from 1 to `capacity`
   * @param capacity most tokens of a pack
   * @returns for each example the number of its pack, from 0 without gaps; owned by the caller
   */
  assign(lengths: Int32Array, capacity: number): Int32Array;
}
