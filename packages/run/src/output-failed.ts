import { InputOutputError } from "@turnwise/core";

const REASONS: Readonly<Record<string, string>> = {
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  EFBIG: "the file is larger than the file system or a limit (ulimit -f) allows",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EROFS: "the file system is read-only",
  ENOENT: "there is no such directory",
  ENOTDIR: "a part of the path is not a directory",
};

/** A file or directory that cannot be written, with the reason in words. */
export function outputFailed(path: string, cause: unknown): InputOutputError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new InputOutputError("output-failed", `cannot write ${path}: ${reason}.`, { cause });
}
