import { JinjaError } from "../errors.ts";
import { fail } from "../values/python-error.ts";
import type { Source } from "../values/source.ts";

/**
 * Reads from an object of the caller, whose getters and proxies may throw whatever they like.
 *
 * @throws {TemplateRuntimeError} TypeError instead of that
 */
export function reading<T>(source: Source, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof JinjaError || error instanceof RangeError) throw error;
    const reason = error instanceof Error ? error.message : typeof error;
    return fail("TypeError", `the context cannot be read at ${source.path.join(".")}: ${reason}`);
  }
}
