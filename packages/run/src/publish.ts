import { createHash } from "node:crypto";
import { createReadStream, existsSync } from "node:fs";
import { link, rename, unlink } from "node:fs/promises";
import { TurnwiseError, outputFailed } from "@turnwise/core";

/**
 * Gives a finished file its final name; the first writer wins. Two workers may do the same work at the same time, after a crash or
 * on a machine that was given up for dead: the second finds the file there and checks that it is the same. A name that a crash of the
 * machine takes away again is work that is done again.
 *
 * @throws {TurnwiseError} `not-deterministic` if it is not
 * @throws {InputOutputError} `output-failed`
 */
export async function publishFile(temporary: string, final: string): Promise<void> {
  try {
    await link(temporary, final);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? error.code : "";
    if (code === "EEXIST") await checkIsSame(temporary, final);
    else if (NO_LINKS.has(String(code)) && !existsSync(final)) return rename(temporary, final);
    else throw outputFailed(final, error);
  }
  await unlink(temporary);
}

/** What file systems without hard links answer. */
const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EMLINK"]);

async function checkIsSame(temporary: string, final: string): Promise<void> {
  if ((await sha256Of(temporary)) === (await sha256Of(final))) return;
  throw new TurnwiseError(
    "not-deterministic",
    `${final} is there already with other content. The same work gave different results: a plug-in, the model's files or the input changed while it ran. Remove the folder and start again.`,
  );
}

/** Read at once: a hash takes less time than many small reads. */
const CHUNK_BYTES = 1 << 20;

/** SHA-256 (hex) of a file. */
export async function sha256Of(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>)
    hash.update(chunk);
  return hash.digest("hex");
}
