import { InputOutputError } from "@turnwise/core";

/** What reading a file of the spool gives. @throws {InputOutputError} `spool-unreadable` that names the file */
export function orUnreadable<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new InputOutputError("spool-unreadable", `${path} cannot be read: ${String(error)}`, { cause: error });
  }
}

/** A file of the spool that is shorter than what was written. */
export function endsTooEarly(path: string): InputOutputError {
  return new InputOutputError("spool-unreadable", `${path} ends too early. Remove the folder and start again.`);
}
