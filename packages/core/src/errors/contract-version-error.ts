import { TurnwiseError } from "./turnwise-error.ts";

/** A plug-in that was written for other contracts. */
export class ContractVersionError extends TurnwiseError {
  override readonly name: string = "ContractVersionError";
  constructor(plugin: string, found: unknown, supported: number) {
    super(
      "contract-version",
      `plug-in ${plugin} is for contract version ${String(found)}; this Turnwise has version ${supported}. Install matching versions.`,
    );
  }
}
