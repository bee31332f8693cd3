import { setTimeout as sleep } from "node:timers/promises";
import { readManifest } from "../prepare/manifest.ts";

/** File systems of clusters show to one machine only after a while what another one wrote. */
const PATIENCE_MILLISECONDS = 60_000;
const PAUSE_MILLISECONDS = 2000;

/**
 * Whether the output of a plan is there: after a while of patience, if it is expected.
 *
 * @throws the signal's reason, once it is aborted
 */
export async function untilPublished(
  out: string,
  plan: string,
  isExpected: boolean,
  signal: AbortSignal,
): Promise<boolean> {
  const start = performance.now();
  for (;;) {
    if (readManifest(out)?.plan === plan) return true;
    if (!isExpected || performance.now() - start > PATIENCE_MILLISECONDS) return false;
    await sleep(PAUSE_MILLISECONDS, undefined, { signal });
  }
}
