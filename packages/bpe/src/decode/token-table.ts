import { BYTE_ALPHABET } from "../definition/byte-alphabet.ts";
import { byteToken } from "../definition/read-definition.ts";
import type { TokenizerSteps } from "../definition/tokenizer-definition.ts";
import type { Kernel } from "../kernel/kernel.ts";
import {
  BYTE_TOKENS_TABLE,
  HEADER,
  TOKEN_BYTES_TABLE,
  TOKEN_COUNT_WORD,
  TOKEN_OFFSETS_TABLE,
} from "../kernel/layout.ts";

const ENCODER = new TextEncoder();
const DECODER = new TextDecoder("utf-8", { ignoreBOM: true });

/** What the ids of a tokenizer stand for, read from the image that its kernel works on. */
export class TokenTable {
  /** One more than the highest id. */
  readonly size: number;
  readonly #kernel: Kernel;
  readonly #symbols: "bytes" | "characters";
  readonly #added: ReadonlyMap<number, string>;
  readonly #addedIds: ReadonlyMap<string, number>;
  /** Of a model of characters: bytes of `<0x0A>` and the like. */
  readonly #byteTokens: ReadonlyMap<number, number>;

  constructor(kernel: Kernel, { model, addedTokens }: TokenizerSteps) {
    this.#kernel = kernel;
    this.#symbols = model.symbols;
    this.size = this.#word(TOKEN_COUNT_WORD);
    this.#added = new Map(addedTokens.map(({ id, content }) => [id, content]));
    this.#addedIds = new Map(addedTokens.map(({ id, content }) => [content, id]));
    this.#byteTokens = new Map(model.symbols === "bytes" ? [] : this.#readByteTokens());
  }

  /** The bytes that a token stands for: a view that is void after the next call of the kernel; null for an id that is none. */
  view(id: number): Uint8Array | null {
    if (!Number.isInteger(id) || id < 0 || id >= this.size) return null;
    const { bytes, words } = this.#kernel;
    const offsets = this.#word(TOKEN_OFFSETS_TABLE) >>> 2;
    const base = this.#word(TOKEN_BYTES_TABLE);
    const start = words[offsets + id] ?? 0;
    const end = words[offsets + id + 1] ?? 0;
    return start === end && this.#added.get(id) !== "" ? null : bytes.subarray(base + start, base + end);
  }

  /** The token as tokenizer.json writes it. */
  text(id: number): string | undefined {
    const added = this.#added.get(id);
    if (added !== undefined) return added;
    const bytes = this.view(id);
    if (bytes === null) return undefined;
    if (this.#symbols === "bytes") return lettersOf(bytes);
    const byte = this.#byteTokens.get(id);
    return byte === undefined ? DECODER.decode(bytes).replaceAll(" ", "▁") : byteToken(byte);
  }

  /** The id of a token as tokenizer.json writes it. Added tokens are found at once, others by a walk through the vocabulary. */
  idOf(text: string): number | undefined {
    const added = this.#addedIds.get(text);
    if (added !== undefined) return added;
    for (let id = 0; id < this.size; id++) if (this.text(id) === text) return id;
    return undefined;
  }

  #word(index: number): number {
    return this.#kernel.words[HEADER / 4 + index] ?? 0;
  }

  *#readByteTokens(): Iterable<[id: number, byte: number]> {
    const table = this.#word(BYTE_TOKENS_TABLE) >>> 2;
    for (let byte = 0; byte < 256; byte++) yield [this.#kernel.words[table + byte] ?? -1, byte];
  }
}

function lettersOf(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += BYTE_ALPHABET[byte] ?? "";
  return text;
}

/** The bytes of a text in UTF-8. */
export function utf8(text: string): Uint8Array {
  return ENCODER.encode(text);
}
