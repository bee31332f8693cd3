import {
  orRejection,
  TurnwiseError,
  type Diagnostic,
  type Json,
  type Preprocessor,
  type Rejection,
  type RowAdapter,
} from "@turnwise/core";
import { conversationFingerprint } from "@turnwise/data";
import type { PreparedRow } from "@turnwise/run";
import type { SourcePlan } from "./sources.ts";

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
  { settings, fingerprints = false }: Pick<SourcePlan, "settings" | "fingerprints">,
  row: Json,
  read: readonly Diagnostic[] = [],
): PreparedRow | Rejection {
  try {
    return orRejection(() => {
      const { conversation, diagnostics } = adapter.adapt(row, settings);
      const result = preprocessor.prepare(conversation);
      if (result.kind === "rejection") return result;
      const noticed = [...read, ...diagnostics, ...result.diagnostics];
      const prepared: PreparedRow = { kind: "prepared", examples: result.examples, diagnostics: noticed };
      return fingerprints ? { ...prepared, fingerprint: conversationFingerprint(conversation) } : prepared;
    });
  } catch (error) {
    if (error instanceof TurnwiseError)
      throw new TurnwiseError(error.code, `${place}: ${error.message}`, { cause: error });
    throw new Error(`${place}: ${String(error)}`, { cause: error });
  }
}
