import { InputOutputError } from "@turnwise/core";

/** What reading a file of the spool gives. @throws {InputOutputError} `spool-unreadable` that names the file */
export function orUnreadable<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw unreadable(path, error);
  }
}

/** A file of the spool of which reading fails. */
export function unreadable(path: string, cause: unknown): InputOutputError {
  return new InputOutputError("spool-unreadable", `${path} cannot be read: ${String(cause)}`, { cause });
}

/** A file of the spool that is shorter than what was written. */
export function endsTooEarly(path: string): InputOutputError {
  return new InputOutputError("spool-unreadable", `${path} ends too early. Remove the folder and start again.`);
}
