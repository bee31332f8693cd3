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

function jsonOf({ base, model, rest }: Case): object {
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
  "Falcon's",
  "Whitespace",
  "WhitespaceSplit",
  "BertPreTokenizer",
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

describe.each(["webassembly", "typescript"])("on the kernel in %s", (kernel) => {
  const load = (each: Case) =>
    loadTokenizer({ tokenizerJson: jsonOf(each), hash: "" }, { wasm: kernel === "webassembly", cache: null });

  test.each(Object.entries(oracle.cases).filter(([name]) => !REFUSED.includes(name)))("%s", async (_, each) => {
    const { answer } = each;
    if (answer === null) {
      await expect(load(each)).rejects.toThrow(TurnwiseError);
      return;
    }
    const tokenizer = await load(each);
    expect(tokenizer.kernel).toBe(kernel);
    for (const [index, text] of oracle.texts.entries()) {
      const ids = [...tokenizer.encodeText(text, { specialTokens: "match" })];
      expect(ids, JSON.stringify(text)).toEqual(answer.ids[index]);
    }
    for (const [index, ids] of [...answer.ids, ...oracle.sequences].entries()) {
      expect(tokenizer.decode(Int32Array.from(ids)), ids.join(" ")).toBe(answer.decoded[index]);
    }
    const { before, after } = tokenizer.addsByItself;
    expect([...before, ...tokenizer.encodeText("the"), ...after]).toEqual(answer.around);
  });
});

test.each(REFUSED)("%s is refused by name", async (name) => {
  const each = oracle.cases[name];
  if (each === undefined) throw new Error(`the oracle has no ${name}`);
  await expect(loadTokenizer({ tokenizerJson: jsonOf(each), hash: "" }, { cache: null })).rejects.toMatchObject({
    code: name === "an added token with another id" ? "broken-model" : "tokenizer-not-supported",
  });
});
