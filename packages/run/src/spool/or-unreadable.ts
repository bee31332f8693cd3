import { InputOutputError } from "@turnwise/core";

/** What reading a file of the spool gives. @throws {InputOutputError} `spool-unreadable` that names the file */
export function orUnreadable<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new InputOutputError("spool-unreadable", `${path} cannot be read: ${String(error)}`, { cause: error });
  }
}
