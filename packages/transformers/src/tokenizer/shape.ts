import { TurnwiseError } from "@turnwise/core";

/** A parsed JSON object of unknown content. */
export type Fields = { readonly [key: string]: unknown };

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A model file that is not what it should be. */
export function brokenModel(where: string, problem: string): TurnwiseError {
  return new TurnwiseError("broken-model", `${where}: ${problem}. Download the file again, or export the model anew.`);
}

/** A tokenizer that works otherwise than this package can follow exactly. */
export function notSupported(where: string, what: string): TurnwiseError {
  return new TurnwiseError(
    "tokenizer-not-supported",
    `${where}: ${what} cannot be followed exactly here. Hand in a Tokenizer of your own (see "Bring a tokenizer" in the README of @turnwise/transformers).`,
  );
}

/** @throws {TurnwiseError} `broken-model` */
export function fieldsOf(value: unknown, where: string): Fields {
  if (!isFields(value)) throw brokenModel(where, "is not a JSON object");
  return value;
}

/** Absent and null are the empty list. */
export function listOf(value: unknown, where: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw brokenModel(where, "is not a list");
  return value;
}

export function textOf(value: unknown, where: string): string {
  if (typeof value !== "string") throw brokenModel(where, "is not a string");
  return value;
}
