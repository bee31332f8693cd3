import { existsSync } from "node:fs";
import { TurnwiseError } from "@turnwise/core";

/** What a user names as data: `chats.jsonl`, `'more/*.parquet:0.3'`. */
export interface SourceName {
  readonly name: string;
  /** How often each row is taken: 0.3 is three in ten, 2 is each twice. */
  readonly weight: number;
}

/**
 * Takes the weight off a name. A file that is called so as a whole has none.
 *
 * @throws {TurnwiseError} `bad-weight` for a weight that is not above 0
 */
export function parseSourceName(text: string): SourceName {
  const [, name = text, digits] = /^(.+):(\d+(?:\.\d+)?|\.\d+)$/.exec(text) ?? [];
  if (digits === undefined || existsSync(text)) return { name: text, weight: 1 };
  const weight = Number(digits);
  if (weight > 0) return { name, weight };
  throw new TurnwiseError(
    "bad-weight",
    `${text}: a weight is a number above 0, as in ${name}:0.5. Leave the file out to take none of it.`,
  );
}
