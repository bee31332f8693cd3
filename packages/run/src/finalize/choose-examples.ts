import { seededRandom } from "../arrange/seeded-random.ts";
import { readExampleRecords } from "../spool/spool-reader.ts";
import type { Split } from "../pipeline.ts";
import { isRepeat, type Repeats } from "./find-repeats.ts";

/** Which examples belong to which part of the data. */
export interface ChosenExamples {
  readonly train: Int32Array;
  readonly validation: Int32Array;
}

/**
 * Sets a share of the rows aside for validation: by their place in the input and the seed alone, so that a row stays where it is when
 * others come or go, and all examples of a row stay together.
 *
 * @param examples how many there are
 * @param share from 0 to 1
 * @param repeats of each example whether it repeats another: those belong nowhere
 */
export function chooseExamples(
  folder: string,
  splits: readonly Split[],
  examples: number,
  share: number,
  seed: number,
  repeats: Repeats | null,
): ChosenExamples {
  const train = new Int32Array(examples);
  const validation = new Int32Array(share > 0 ? examples : 0);
  let trained = 0;
  let aside = 0;
  let example = 0;
  for (const { key, source } of splits) {
    for (const { position } of readExampleRecords(folder, key)) {
      const isAside = share > 0 && draw(seed, source, position) < share;
      if (!isRepeat(repeats, example)) {
        if (isAside) validation[aside++] = example;
        else train[trained++] = example;
      }
      example++;
    }
  }
  return { train: train.subarray(0, trained), validation: validation.subarray(0, aside) };
}

/** A number from 0 to 1 that belongs to a row. */
function draw(seed: number, source: number, position: number): number {
  const high = Math.floor(position / 2 ** 32);
  const mixed = Math.imul(seed, 0x9e3779b1) ^ Math.imul(source + 1, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35);
  return seededRandom(mixed ^ position)(2 ** 31) / 2 ** 31;
}
