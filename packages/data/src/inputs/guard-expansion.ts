import { InputOutputError } from "@turnwise/core";

/** Below this nothing is refused: a small file may well consist of one repeated row. */
const FREE_BYTES = 256 << 20;
/** How many times as long as what it is packed into a text may be. */
export const LARGEST_RATIO = 500;

/**
 * Passes unpacked chunks on, and refuses a file that grows beyond anything that text does: an archive bomb would else fill the
 * disk or run for hours.
 *
 * @param packedBytes how much of the packed file was read so far
 * @throws {InputOutputError} `input-expands`
 */
export async function* guardExpansion<T extends Uint8Array>(
  name: string,
  unpacked: AsyncIterable<T>,
  packedBytes: () => number,
  { freeBytes = FREE_BYTES }: { readonly freeBytes?: number } = {},
): AsyncGenerator<T> {
  let total = 0;
  for await (const chunk of unpacked) {
    total += chunk.length;
    if (total > freeBytes && total > LARGEST_RATIO * packedBytes()) {
      throw new InputOutputError(
        "input-expands",
        `${name}: ${packedBytes()} packed bytes have become ${total}, more than ${LARGEST_RATIO} times as many, which no text of chats does. If it is what you want, unpack it yourself and give the unpacked file.`,
      );
    }
    yield chunk;
  }
}
