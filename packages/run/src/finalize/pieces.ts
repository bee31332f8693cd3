import type { JoinedShard } from "@turnwise/core";

/** How many pieces of each worker are on their way: being encoded, or waiting for those before them. */
export const PIECES_OF_WORKER = 2;

/** A file that is given up: all that matters is that it is closed. */
export async function closeQuietly(file: JoinedShard | null): Promise<void> {
  await file?.close().catch(() => {});
}
