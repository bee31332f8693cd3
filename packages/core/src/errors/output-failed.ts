import { InputOutputError } from "./input-output-error.ts";

/** What operating systems answer, by their codes, and what to do about it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full. Make room there, or name a folder on another disk",
  EDQUOT: "the disk quota is used up. Make room there, or name a folder elsewhere",
  EFBIG: "the file is larger than the file system or a limit (ulimit -f) allows",
  EACCES: "permission denied. Name a folder that you may write to",
  EPERM: "permission denied. Name a folder that you may write to",
  EROFS: "the file system is read-only. Name a folder elsewhere",
  ENOENT: "there is no such directory",
  ENOTDIR: "a part of the path is not a directory",
  EISDIR: "it is a directory",
};

/**
 * A file or directory that cannot be written, as an error `output-failed` with the reason in words.
 *
 * @param cause what the file system threw; its `code` is that of the operating system
 * @example
 * import { outputFailed } from "@turnwise/core";
 *
 * throw outputFailed("train-00000.parquet", error); // cannot write train-00000.parquet: the disk is full. Make room …
 */
export function outputFailed(path: string, cause: unknown): InputOutputError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new InputOutputError("output-failed", `cannot write ${path}: ${reason}.`, { cause });
}
