import type { Turn } from "../contracts/rendering.ts";

/** Index of the first turn of each message that is in one. */
export function turnsByMessage(turns: readonly Turn[]): ReadonlyMap<number, number> {
  const found = new Map<number, number>();
  turns.forEach(({ messages }, turn) => {
    for (const message of messages) if (!found.has(message)) found.set(message, turn);
  });
  return found;
}
