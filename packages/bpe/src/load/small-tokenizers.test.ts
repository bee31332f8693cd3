import { readFile } from "node:fs/promises";
import { TurnwiseError } from "@turnwise/core";
import { describe, expect, test } from "vitest";
import { loadTokenizer } from "./load-tokenizer.ts";

/** What Rust `tokenizers` says; see small-tokenizers.oracle.py. */
interface Oracle {
  readonly bases: Readonly<Record<string, { readonly model: object }>>;
  readonly texts: readonly string[];
  readonly sequences: readonly (readonly number[])[];
  readonly cases: Readonly<Record<string, Case>>;
}

interface Case {
  readonly base: string;
  readonly model: Readonly<Record<string, unknown>>;
  readonly rest: object;
  /** Null if it does not read the tokenizer, or fails. */
  readonly answer: {
    readonly ids: readonly (readonly number[])[];
    readonly decoded: readonly string[];
    readonly around: readonly number[];
  } | null;
}

const oracle = JSON.parse(await readFile(new URL("small-tokenizers.oracle.json", import.meta.url), "utf8")) as Oracle;

function jsonOf({ base, model, rest }: Pick<Case, "base" | "model" | "rest">): object {
  const start = oracle.bases[base];
  const merged = { ...start?.model, ...model };
  return { ...start, ...rest, model: merged.type === null ? { ...merged, type: undefined } : merged };
}

/** What Rust reads, and what is refused here by name. */
const REFUSED: readonly string[] = [
  "dropout",
  "a suffix of words",
  "an unknown field of the model",
  "no byte fallback",
  "no token for a byte",
  "no token for a byte to fall back to",
  "spaces that stay",
  "no pre-tokenizer for bytes",
  "an unknown field of ByteLevel",
  "an unknown field of Split",
  "Split that removes, behind ByteLevel",
  "ByteLevel twice",
  "Metaspace behind ByteLevel",
  "an unknown field of WhitespaceSplit",
  "WhitespaceSplit of characters",
  "UnicodeScripts",
  "StripAccents",
  "Nmt",
  "BertNormalizer",
  "normalizer ByteLevel",
  "an unknown field of NFC",
  "NFKC behind",
  "Metaspace with another sign",
  "an added token with another id",
  "an unknown field of an added token",
  "CTC",
  "BPEDecoder",
];

const READ = Object.entries(oracle.cases).flatMap(([name, { answer, ...rest }]) =>
  answer === null || REFUSED.includes(name) ? [] : [{ name, answer, ...rest }],
);
const UNREAD = Object.keys(oracle.cases).filter((name) => oracle.cases[name]?.answer === null);

describe.each(["webassembly", "typescript"])("on the kernel in %s", (kernel) => {
  test.each(READ)("$name", async ({ answer, ...each }) => {
    const options = { wasm: kernel === "webassembly", cache: null };
    const tokenizer = await loadTokenizer({ tokenizerJson: jsonOf(each), hash: "" }, options);
    expect(tokenizer.kernel).toBe(kernel);
    const encoded = oracle.texts.map((text) => [text, ...tokenizer.encodeText(text, { specialTokens: "match" })]);
    expect(encoded).toEqual(oracle.texts.map((text, index) => [text, ...(answer.ids[index] ?? [])]));
    const sequences = [...answer.ids, ...oracle.sequences];
    expect(sequences.map((ids) => tokenizer.decode(Int32Array.from(ids)))).toEqual(answer.decoded);
    const { before, after } = tokenizer.addsByItself;
    expect([...before, ...tokenizer.encodeText("the"), ...after]).toEqual(answer.around);
  });
});

test.each(UNREAD)("%s is an error, as in Rust", async (name) => {
  const each = oracle.cases[name];
  if (each === undefined) throw new Error(`the oracle has no ${name}`);
  const files = { tokenizerJson: jsonOf(each), hash: "" };
  await expect(loadTokenizer(files, { cache: null })).rejects.toThrow(TurnwiseError);
});

test.each(REFUSED)("%s is refused by name", async (name) => {
  const each = oracle.cases[name];
  if (each === undefined) throw new Error(`the oracle has no ${name}`);
  await expect(loadTokenizer({ tokenizerJson: jsonOf(each), hash: "" }, { cache: null })).rejects.toMatchObject({
    code: name === "an added token with another id" ? "broken-model" : "tokenizer-not-supported",
  });
});
