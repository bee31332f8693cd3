import { isFields } from "@turnwise/bpe/parts";
import { textRendering, type Tokenizer } from "@turnwise/core";
import { expect, test } from "vitest";
import { parseAnswer, readOracle, type Answer } from "../testing/oracle.ts";
import { parsePackaged, WAYS } from "../testing/packaged-models.ts";

interface Answers {
  readonly tokenizers: string;
  readonly models: Readonly<Record<string, { readonly answers: readonly string[] }>>;
}

interface Variant {
  readonly name: string;
  readonly base: string;
  readonly patch: Readonly<Record<string, unknown>>;
  readonly added: readonly object[];
  readonly texts: readonly string[];
}

/** As in encode.py. */
const MERGES = 4000;

const texts = (await readOracle("texts.json")) as readonly string[];
const answers = (await readOracle("answers.json")) as Answers;
const variants = (await readOracle("variants.json")) as readonly Variant[];
const variantAnswers = (await readOracle("variant-answers.json")) as { readonly answers: readonly string[][] };

for (const [way, make] of Object.entries(WAYS)) {
  for (const [model, { answers: expected }] of Object.entries(answers.models)) {
    test(`${model} on ${way}: ids and starts of tokenizers ${answers.tokenizers}`, async () => {
      const config = await parsePackaged(model, "tokenizer_config.json");
      const tokenizer = await make(model, await parsePackaged(model, "tokenizer.json"), config);
      expect(encodeAll(tokenizer, texts)).toEqual(readAll(expected, texts));
    });
  }
  for (const base of new Set(variants.map((variant) => variant.base))) {
    // Those are about pre-tokenizers and normalizers, which these two ways share.
    if (base === "llama3" && way === "@huggingface/transformers") continue;
    test(`variants of ${base} on ${way}: ids and starts of tokenizers ${answers.tokenizers}`, async () => {
      const json = await parsePackaged(base, "tokenizer.json");
      const own = variants.filter((variant) => variant.base === base && !isUnsupported(way, variant));
      const tokenizers = await Promise.all(own.map((variant) => make(variant.name, patched(json, variant), {})));
      const encoded = own.map((variant, index) => encodeAll(tokenizers[index], variant.texts));
      const expected = own.map((variant) => readAll(variantAnswers.answers[variants.indexOf(variant)], variant.texts));
      expect(encoded.map(onlyComparable(own))).toEqual(expected.map(onlyComparable(own)));
    });
  }
}

interface Encoded extends Answer {
  readonly text: string;
}

/** Models without bytes to fall back to are refused there by name. */
function isUnsupported(way: string, { name }: Variant): boolean {
  return way.startsWith("@turnwise/bpe") && name.startsWith("unknown characters");
}

function encodeAll(tokenizer: Tokenizer | undefined, given: readonly string[]): readonly Encoded[] {
  if (tokenizer === undefined) return [];
  return given.map((text) => {
    const rendering = textRendering(text);
    const tokens = tokenizer.encode(rendering);
    return { text, ids: [...tokens.ids], starts: [...tokenizer.starts(rendering, tokens)] };
  });
}

function readAll(expected: readonly string[] | undefined, given: readonly string[]): readonly Encoded[] {
  return given.map((text, index) => ({ text, ...parseAnswer(expected?.[index] ?? "no answer") }));
}

/** Rust lets what replaces several characters start at the last of them, not the first. */
function onlyComparable(own: readonly Variant[]) {
  return (encoded: readonly Encoded[], index: number): readonly Encoded[] =>
    own[index]?.name.startsWith("Replace by Regex") ? encoded.map((each) => ({ ...each, starts: [] })) : encoded;
}

/** As `variant_of` of encode.py. */
function patched(json: unknown, variant: Variant): unknown {
  if (!isFields(json) || !isFields(json["model"]) || !Array.isArray(json["model"]["merges"])) throw new Error("no BPE");
  const merges: readonly unknown[] = json["model"]["merges"].slice(0, MERGES);
  const tokenizer: Record<string, unknown> = { ...json, model: { ...json["model"], merges } };
  for (const [path, value] of Object.entries(variant.patch)) {
    const [parent = "", name] = path.split(".");
    const model = tokenizer[parent];
    tokenizer[parent] = name !== undefined && isFields(model) ? { ...model, [name]: value } : value;
  }
  const { model, added_tokens: present } = tokenizer;
  const vocabulary = isFields(model) && isFields(model["vocab"]) ? model["vocab"] : {};
  const tokens: { readonly id: number }[] = Array.isArray(present) ? [...present] : [];
  let id = Object.values(vocabulary).reduce((most: number, each) => Math.max(most, Number(each)), 0);
  for (const token of tokens) id = Math.max(id, token.id);
  tokenizer["added_tokens"] = [...tokens, ...variant.added.map((added) => ({ ...added, id: ++id }))];
  return tokenizer;
}
