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

/**
 * Refuses a part that says more than is known of it: the unknown may change ids.
 *
 * @throws {TurnwiseError} `tokenizer-not-supported` that names the field
 */
export function onlyKnown(fields: Fields, known: readonly string[], where: string): void {
  const unknown = Object.keys(fields).find((key) => !known.includes(key));
  if (unknown !== undefined) throw notSupported(where, `the field ${JSON.stringify(unknown)}`);
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

/** True or false; absent and null are the default, without one they are an error. */
export function flagOf(value: unknown, where: string, absent?: boolean): boolean {
  if ((value === undefined || value === null) && absent !== undefined) return absent;
  if (typeof value !== "boolean") throw brokenModel(where, "is neither true nor false");
  return value;
}

/** An id of a token, or a length: an integer from 0 to 2^32 - 1. */
export function countOf(value: unknown, where: string): number {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0 || value > 0xffff_ffff) {
    throw brokenModel(where, "is not an integer from 0 to 4294967295");
  }
  return value;
}
