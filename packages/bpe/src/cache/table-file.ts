import type { CompiledTokenizer } from "../load/compile-tokenizer.ts";
import { checkImage } from "./check-image.ts";

/**
 * A compiled tokenizer as a file. Numbers are little endian, 32 bits.
 *
 * ```
 * 0        16              48                56
 * │ MAGIC  │ SHA-256 of    │ bytes of │ bytes │ description (JSON), spaces up to │ image │
 * │        │ what follows  │ JSON     │ of    │ a multiple of 64                 │       │
 * │        │               │          │ image │                                  │       │
 * ```
 */
const MAGIC: Uint8Array = new TextEncoder().encode("turnwise tables\n");
const HASH = 16;
/** From here on a file is hashed. */
export const HASHED_FROM = 48;
const LENGTHS = HASHED_FROM;
const DESCRIPTION = 56;

/** What a file was made of and by: it is used for nothing else. */
export interface TableOrigin {
  /** SHA-256 (hex) of tokenizer.json. */
  readonly source: string;
  readonly build: string;
}

/** SHA-256 over bytes. */
export type Digest = (bytes: Uint8Array) => Uint8Array;

export function encodeTableFile(
  { image, ...rest }: CompiledTokenizer,
  origin: TableOrigin,
  digest: Digest,
): Uint8Array {
  const description = new TextEncoder().encode(JSON.stringify({ ...origin, ...rest }));
  const padded = Math.ceil((DESCRIPTION + description.length) / 64) * 64 - DESCRIPTION;
  const file = new Uint8Array(DESCRIPTION + padded + image.length);
  file.set(MAGIC);
  file.fill(0x20, DESCRIPTION, DESCRIPTION + padded);
  file.set(description, DESCRIPTION);
  file.set(image, DESCRIPTION + padded);
  const view = new DataView(file.buffer);
  view.setUint32(LENGTHS, padded, true);
  view.setUint32(LENGTHS + 4, image.length, true);
  file.set(digest(file.subarray(HASHED_FROM)), HASH);
  return file;
}

/**
 * @param hash SHA-256 over the file from HASHED_FROM on
 * @returns null for a file that is damaged, cut short, foreign, or of another origin
 */
export function decodeTableFile(file: Uint8Array, origin: TableOrigin, hash: Uint8Array): CompiledTokenizer | null {
  if (file.length < DESCRIPTION || !equal(file.subarray(0, HASH), MAGIC)) return null;
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  const imageStart = DESCRIPTION + view.getUint32(LENGTHS, true);
  const imageLength = view.getUint32(LENGTHS + 4, true);
  if (imageStart + imageLength !== file.length) return null;
  if (!equal(file.subarray(HASH, HASHED_FROM), hash)) return null;
  const image = file.subarray(imageStart);
  const description: unknown = JSON.parse(new TextDecoder().decode(file.subarray(DESCRIPTION, imageStart)));
  if (!isDescription(description, origin) || !checkImage(image)) return null;
  return { steps: description.steps, plan: description.plan, image };
}

function isDescription(
  value: unknown,
  { source, build }: TableOrigin,
): value is TableOrigin & Pick<CompiledTokenizer, "steps" | "plan"> {
  if (typeof value !== "object" || value === null) return false;
  return "source" in value && value.source === source && "build" in value && value.build === build && "steps" in value;
}

function equal(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}
