import { InputOutputError } from "@turnwise/core";

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "permission denied",
  EPERM: "permission denied",
  EISDIR: "it is a directory; name the files in it, as in 'folder/*.parquet'",
  ENOTDIR: "a part of the path is not a directory",
  EMFILE: "too many files are open",
  EIO: "the disk or the network reports an error",
};

/** A file that cannot be read, by the error of the operating system. */
export function unreadable(name: string, cause: unknown): InputOutputError {
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  const reason = REASONS[code] ?? (cause instanceof Error ? cause.message : String(cause));
  return new InputOutputError("input-unreadable", `cannot read ${name}: ${reason}.`, { cause });
}

/** A file whose rest cannot be understood. `what` is a sentence: the place, what was expected, what was found, what to do. */
export function broken(name: string, what: string, cause?: unknown): InputOutputError {
  return new InputOutputError("input-broken", `${name}: ${what}`, cause === undefined ? undefined : { cause });
}
