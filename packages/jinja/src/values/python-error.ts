import { type PythonError, TemplateRuntimeError } from "../errors.ts";

/** Fails as Python does, with the name of its exception. */
export function fail(kind: PythonError, reason: string): never {
  throw new TemplateRuntimeError(kind, reason);
}
