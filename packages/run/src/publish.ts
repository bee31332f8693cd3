import { existsSync } from "node:fs";
import { link, rename, unlink } from "node:fs/promises";
import { TurnwiseError, outputFailed } from "@turnwise/core";
import { hashFile } from "./hash-file.ts";

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
  const [mine, other] = [await hashFile(temporary), await hashFile(final)];
  if (mine.sha256 === other.sha256) return;
  throw new TurnwiseError(
    "not-deterministic",
    `${final} is there already with other content. The same work gave different results: a plug-in, the model's files or the input changed while it ran. Remove the folder and start again.`,
  );
}
