import type { Json, Plugin, TurnPolicy } from "@turnwise/core";

/** What `turnwise.config.ts` says: plug-ins, and defaults for the flags of the same names. A flag wins over it. */
export interface TurnwiseConfig {
  /** Module names or paths (seen from the config file), or plug-in objects. */
  readonly plugins?: readonly (string | Plugin)[];
  readonly model?: string;
  readonly family?: string;
  readonly forceFamily?: boolean;
  readonly mask?: string;
  readonly bos?: string;
  readonly shift?: string;
  readonly recipe?: "prompt-length";
  readonly recipeEnd?: "row" | "turn";
  /** Roles of the data by other names: `{ critic: "user" }`. */
  readonly roles?: Readonly<Record<string, string>>;
  readonly turns?: TurnPolicy;
  readonly trainPrefill?: boolean;
  readonly maxExpansion?: number;
  readonly overExpansion?: "reject" | "as-rendered";
  readonly proofBudget?: number;
  /** Texts of further tokens that stop generation; flags add to them. */
  readonly stopTokens?: readonly string[];
  readonly straddle?: "break" | "keep" | "reject";
  readonly controlTokensInData?: "text" | "allow" | "reject";
  /** What templates read: `{ enable_thinking: false }`. */
  readonly templateArguments?: Readonly<Record<string, Json>>;
  readonly tokenizer?: string;
  readonly templateEngine?: string;
  /** ISO 8601: what templates read as the current time. */
  readonly clock?: string;
  /** How files are read: a reader's name, and the shape of their rows. */
  readonly inputFormat?: string;
  readonly shape?: string;
  /** Which part of a data set of the hub, or of a folder that `datasets` saved. */
  readonly split?: string;
  readonly subset?: string;
  readonly out?: string;
  /** The trainer that will read the output. */
  readonly for?: string;
  readonly format?: string;
  /** Tokens of a packed row. */
  readonly pack?: number;
  readonly packing?: string;
  readonly maxLength?: number;
  readonly overLength?: "reject" | "keep-start";
  /** Whether rows are left out of which an earlier one has the same conversation. */
  readonly deduplicate?: boolean;
  readonly shuffle?: boolean;
  readonly seed?: number;
  readonly validation?: number;
  /** Tokens after which a file ends. */
  readonly shardSize?: number;
  readonly workers?: number;
  readonly maxRejected?: number;
  readonly maxRowBytes?: number;
}

/** Every key of the config, and what it must be. */
export const CONFIG_KEYS: Readonly<Record<keyof TurnwiseConfig, "list" | "object" | "string" | "number" | "boolean">> =
  {
    plugins: "list",
    model: "string",
    family: "string",
    forceFamily: "boolean",
    mask: "string",
    bos: "string",
    shift: "string",
    recipe: "string",
    recipeEnd: "string",
    roles: "object",
    turns: "string",
    trainPrefill: "boolean",
    maxExpansion: "number",
    overExpansion: "string",
    proofBudget: "number",
    stopTokens: "list",
    straddle: "string",
    controlTokensInData: "string",
    templateArguments: "object",
    tokenizer: "string",
    templateEngine: "string",
    clock: "string",
    inputFormat: "string",
    shape: "string",
    split: "string",
    subset: "string",
    out: "string",
    for: "string",
    format: "string",
    pack: "number",
    packing: "string",
    maxLength: "number",
    overLength: "string",
    deduplicate: "boolean",
    shuffle: "boolean",
    seed: "number",
    validation: "number",
    shardSize: "number",
    workers: "number",
    maxRejected: "number",
    maxRowBytes: "number",
  };

/**
 * Types a config file; returns what it is given.
 *
 * @example
 * // turnwise.config.ts
 * import { defineConfig } from "turnwise";
 *
 * export default defineConfig({ plugins: ["./my-family.ts"], model: "models/gemma-3", mask: "last-assistant" });
 */
export function defineConfig(config: TurnwiseConfig): TurnwiseConfig {
  return config;
}
