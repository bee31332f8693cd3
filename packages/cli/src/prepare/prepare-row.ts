import {
  orRejection,
  TurnwiseError,
  type AdapterSettings,
  type Diagnostic,
  type Json,
  type Prepared,
  type Preprocessor,
  type Rejection,
  type RowAdapter,
} from "@turnwise/core";

/**
 * Adapts and prepares one row, with the diagnostics of reading it and of both. A fault of the program (of a plug-in's mask, say) names `place`, the
 * row that it came up at.
 *
 * @throws {TurnwiseError} with the fault's own code
 */
export function prepareRow(
  place: string,
  preprocessor: Preprocessor,
  adapter: RowAdapter,
  settings: AdapterSettings,
  row: Json,
  read: readonly Diagnostic[] = [],
): Prepared | Rejection {
  try {
    return orRejection(() => {
      const { conversation, diagnostics } = adapter.adapt(row, settings);
      const result = preprocessor.prepare(conversation);
      return result.kind === "rejection"
        ? result
        : { ...result, diagnostics: [...read, ...diagnostics, ...result.diagnostics] };
    });
  } catch (error) {
    if (error instanceof TurnwiseError)
      throw new TurnwiseError(error.code, `${place}: ${error.message}`, { cause: error });
    throw new Error(`${place}: ${String(error)}`, { cause: error });
  }
}
