import { createTurnwise, type Model, type Preprocessor, type Rendering } from "@turnwise/core";
import transformers from "@turnwise/transformers";
import { stopTokensOf } from "../turns/survey.ts";
import { extendTokenizer, modelOf, type ExtendedFiles } from "./extended-model.ts";
import { tagsOf } from "./template-tags.ts";

export const SPECIAL_TOKENS = { bos_token: "<s>", eos_token: "</s>", unk_token: "<unk>", pad_token: "<pad>" };
export const CLOCK: Date = new Date(2024, 6, 26, 13, 45, 7);

/** A template with the model that stands for its own: Qwen 3's tokenizer, which was given the template's control tokens. */
export interface TemplateModel {
  readonly model: Model;
  readonly files: ExtendedFiles;
  readonly stopTokens: readonly string[];
  readonly preprocessor: Preprocessor;
}

const turnwise = createTurnwise({ plugins: [transformers] });

/** @throws {TurnwiseError} for a template that cannot be read */
export async function templateModel(name: string, template: string): Promise<TemplateModel> {
  const given = stopTokensOf(name);
  const { bos_token, eos_token } = SPECIAL_TOKENS;
  const tokens = [...Object.values(SPECIAL_TOKENS), ...given, ...tagsOf(template)];
  const files = extendTokenizer("qwen3", tokens, { bos_token, eos_token });
  const model = { ...modelOf(name, template, files), specialTokens: SPECIAL_TOKENS };
  const preprocessor = await turnwise.preprocessor({ model, clock: CLOCK, stopTokens: given, maxExpansion: 10_000 });
  // With those that are assumed, as a model without a generation config does not name all.
  const stopTokens = String(preprocessor.conventions["stop_tokens"]).split(" ");
  return { model, files, stopTokens, preprocessor };
}

/** The text of body and end of a turn. */
export function answerOf(rendering: Rendering, turn: number): string {
  let text = "";
  for (let index = 0; index < rendering.segmentCount; index++) {
    const { text: piece, turn: own, part } = rendering.segment(index);
    if (own === turn && (part === "body" || part === "end")) text += piece;
  }
  return text;
}
