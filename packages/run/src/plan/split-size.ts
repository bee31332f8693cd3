const SMALLEST = 1 << 20;
const LARGEST = 16 << 20;

/** Into how many splits an input is cut at least, as long as they do not get too small. */
const WANTED_SPLITS = 32;

/**
 * Bytes of an input's splits where nobody chose them: a power of two between 1 and 16 MiB, such that an input of 32 MiB or more gives
 * 32 splits or more and every thread has work. The input alone decides it, so that neither another number of threads nor another
 * input beside it changes a split's key.
 */
export function defaultSplitBytes(inputBytes: number): number {
  let bytes = SMALLEST;
  while (bytes < LARGEST && 2 * bytes * WANTED_SPLITS <= inputBytes) bytes *= 2;
  return bytes;
}
