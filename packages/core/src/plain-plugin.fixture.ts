import { characterTokenizer, type CharacterTokenizerSettings } from "./character-tokenizer.fixture.ts";
import type { Model } from "./contracts/model.ts";
import type { Plugin } from "./contracts/plugin.ts";
import type { ExampleTrace, Prepared, Preprocessor, Trace } from "./contracts/preprocessor.ts";
import type { Rejection } from "./contracts/rejection.ts";
import type { TemplateEngine } from "./contracts/template-engine.ts";
import { createTurnwise } from "./create-turnwise.ts";
import { plainFamily, type PlainFamilySettings } from "./plain-family.fixture.ts";
import type { PreprocessorSettings } from "./preprocessor/preprocessor-settings.ts";
import { textRendering } from "./rendering/text-rendering.ts";

/** A model whose template the plain family recognises. */
export function plainModel(tokenizer: CharacterTokenizerSettings = {}, template: string | null = "plain"): Model {
  return {
    name: `the model of ${template ?? "no template"}`,
    tokenizer: characterTokenizer(tokenizer),
    specialTokens: { bos_token: "<s>", eos_token: "<e>" },
    chatTemplate: template === null ? null : { text: template, hash: `hash of ${template}` },
  };
}

/** Prints what the plain family prints, as text alone: for templates that no family knows. */
export function plainEngine(family: PlainFamilySettings = {}): TemplateEngine {
  const { renderer } = plainFamily(family);
  return {
    name: "plain engine",
    description: "for tests",
    compile: () => ({
      name: "plain engine",
      provenance: "text",
      render: (conversation, options) => textRendering(renderer.render(conversation, options).text),
    }),
  };
}

export function plainPlugin(family: PlainFamilySettings = {}, rest: Partial<Plugin> = {}): Plugin {
  return { name: "plain-plugin", version: "1.0.0", contract: 1, families: [plainFamily(family)], ...rest };
}

/** A preprocessor of the plain family, or of its text alone through the engine. */
export function plainPreprocessor(
  settings: Omit<PreprocessorSettings, "model"> = {},
  { family = {}, tokenizer = {}, engine = false }: PlainParts = {},
): Promise<Preprocessor> {
  const plugin = plainPlugin(family, engine ? { families: [], templateEngines: [plainEngine(family)] } : {});
  return createTurnwise({ plugins: [plugin] }).preprocessor({ model: plainModel(tokenizer), ...settings });
}

interface PlainParts {
  readonly family?: PlainFamilySettings;
  readonly tokenizer?: CharacterTokenizerSettings;
  readonly engine?: boolean;
}

/** The trace, or an error that holds the rejection. */
export function tracedOf(result: Trace | Rejection): Trace {
  if (result.kind === "rejection") throw new Error(`${result.code}: ${result.message}`);
  return result;
}

/** The one example of a row that has no more. */
export function exampleOf({ examples }: Trace): ExampleTrace {
  const [example] = examples;
  if (example === undefined || examples.length !== 1) throw new Error(`the row has ${examples.length} examples`);
  return example;
}

/** The same for what was prepared. */
export function preparedOf(result: Prepared | Rejection): Prepared {
  if (result.kind === "rejection") throw new Error(`${result.code}: ${result.message}`);
  return result;
}

/**
 * The ids as text, with what is trained in brackets: `<s><t>user\nHi<e>\n<t>assistant\n[Hello<e>]\n`. Other weights than 1
 * follow their bracket: `[Hello]0.5`.
 */
export function drawTrained(trace: Trace, tokenizer: CharacterTokenizerSettings = {}): string {
  return draw(exampleOf(trace), tokenizer);
}

/** The same for each example of a row. */
export function drawExamples({ examples }: Trace, tokenizer: CharacterTokenizerSettings = {}): readonly string[] {
  return examples.map((example) => draw(example, tokenizer));
}

function draw({ example: { ids, weights } }: ExampleTrace, tokenizer: CharacterTokenizerSettings): string {
  const { decode } = characterTokenizer(tokenizer);
  let drawn = "";
  for (let at = 0; at < ids.length;) {
    let end = at + 1;
    while (end < ids.length && weights[end] === weights[at]) end++;
    const text = decode(ids.subarray(at, end));
    const weight = Number((weights[at] ?? 0).toFixed(4));
    drawn += weight === 0 ? text : `[${text}]${weight === 1 ? "" : weight}`;
    at = end;
  }
  return drawn;
}
