import { createRenderingBuilder, textRendering, type Rendering, type Tokenizer } from "@turnwise/core";
import { expect, test } from "vitest";
import { readOracle } from "../testing/oracle.ts";
import { loadPackaged } from "../testing/packaged-models.ts";
import { createTokenizer } from "./create-tokenizer.ts";

// Expected values: test/tokenizer-oracle/injections.json, by Rust tokenizers (injections.py).

interface Injections {
  readonly tokenizers: string;
  readonly models: Readonly<
    Record<
      string,
      {
        readonly control: readonly string[];
        /** Template and data in turn. */
        readonly cases: readonly { readonly segments: readonly string[]; readonly ids: string }[];
      }
    >
  >;
  readonly small: readonly {
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly string[];
    readonly control: readonly string[];
    readonly texts: readonly string[];
    readonly ids: readonly string[];
  }[];
}

const { tokenizers, models, small } = (await readOracle("injections.json")) as Injections;

const loaded = new Map<string, Promise<Tokenizer>>();

function load(name: string): Promise<Tokenizer> {
  const [model = ""] = name.split(" ");
  const made = loaded.get(model) ?? loadPackaged(model);
  loaded.set(model, made);
  return made;
}

for (const [name, { control, cases }] of Object.entries(models)) {
  test(`${name}: data that holds control tokens has the ids that tokenizers ${tokenizers} gives without them`, async () => {
    const tokenizer = (await load(name)).withControlTokens(control);
    const encoded = cases.map(({ segments }) => ({ segments, ids: tokenizer.encode(chatOf(segments)).ids.join(" ") }));
    expect(encoded).toEqual(cases);
  });
  test(`${name}: where data may hold control tokens the ids are those of the joined text`, async () => {
    const tokenizer = await load(name);
    const allow = { controlTokensInData: "allow" } as const;
    const changed = cases.filter(({ segments }) => {
      const rendering = chatOf(segments);
      const { ids } = tokenizer.encode(rendering, allow);
      expect(ids).toEqual(tokenizer.encode(textRendering(rendering.text)).ids);
      return ids.join(" ") !== tokenizer.encode(rendering).ids.join(" ");
    });
    expect(changed.length).toBeGreaterThan(cases.length / 4);
  });
}

test("control tokens that merges make of data have the ids of a model without those merges", () => {
  const encoded = small.map(({ vocab, merges, control, texts }) => {
    const added_tokens = control.map((content) => ({ id: vocab[content], content, special: true }));
    const tokenizerJson = { model: { type: "BPE", vocab, merges }, added_tokens, decoder: null };
    const tokenizer = createTokenizer({ name: "small", tokenizerJson });
    return texts.map((text) => tokenizer.encode(chatOf(["", text])).ids.join(" "));
  });
  expect(encoded).toEqual(small.map(({ ids }) => ids));
});

function chatOf(segments: readonly string[]): Rendering {
  const builder = createRenderingBuilder();
  builder.turn("user", [0]);
  segments.forEach((text, index) => {
    if (index % 2 === 0) builder.template(text, "header");
    else builder.data(text, "body", { message: 0, field: "content", start: 0 });
  });
  return builder.finish();
}
