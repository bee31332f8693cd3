import type { TokenizerDefinition } from "./tokenizer-definition.ts";
import { brokenModel, countOf, fieldsOf, isFields, listOf, notSupported, textOf, type Fields } from "./shape.ts";

/** Ids around a text. */
export type Surroundings = TokenizerDefinition["surroundings"];

const NOTHING: Surroundings = { before: [], after: [] };

/** What the post-processor of a tokenizer.json puts around a single text. */
export function readSurroundings(config: unknown, where: string): Surroundings {
  if (config === undefined || config === null) return NOTHING;
  const place = `${where}, post_processor`;
  const fields = fieldsOf(config, place);
  const type = textOf(fields["type"], `${place}.type`);
  switch (type) {
    case "ByteLevel":
      return NOTHING;
    case "TemplateProcessing":
      return fromTemplate(fields, place);
    case "BertProcessing":
    case "RobertaProcessing":
      return { before: [idOfPair(fields["cls"], `${place}.cls`)], after: [idOfPair(fields["sep"], `${place}.sep`)] };
    case "Sequence":
      return listOf(fields["processors"], `${place}.processors`).reduce<Surroundings>((inner, processor) => {
        const outer = readSurroundings(processor, where);
        return { before: [...outer.before, ...inner.before], after: [...inner.after, ...outer.after] };
      }, NOTHING);
    default:
      throw notSupported(where, `the post-processor ${type}`);
  }
}

function fromTemplate(fields: Fields, place: string): Surroundings {
  const specialTokens = fieldsOf(fields["special_tokens"] ?? {}, `${place}.special_tokens`);
  const before: number[] = [];
  const after: number[] = [];
  let side = before;
  for (const piece of listOf(fields["single"], `${place}.single`)) {
    const { Sequence: sequence, SpecialToken: special } = fieldsOf(piece, `${place}.single`);
    if (isFields(sequence)) side = after;
    if (!isFields(special)) continue;
    const name = textOf(special["id"], `${place}.single`);
    const token = Object.hasOwn(specialTokens, name) ? specialTokens[name] : undefined;
    if (token === undefined) throw brokenModel(`${place}.special_tokens`, `lacks ${name}`);
    const ids = listOf(fieldsOf(token, `${place}.special_tokens`)["ids"], `${place}.special_tokens`);
    for (const id of ids) side.push(countOf(id, `${place}.special_tokens`));
  }
  return { before, after };
}

/** `["</s>", 2]`. */
function idOfPair(pair: unknown, place: string): number {
  return countOf(listOf(pair, place)[1], place);
}
