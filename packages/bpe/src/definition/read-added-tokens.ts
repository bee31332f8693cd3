import { brokenModel, countOf, fieldsOf, flagOf, listOf, onlyKnown, textOf, type Fields } from "./shape.ts";
import type { AddedToken } from "./tokenizer-definition.ts";

const FIELDS = ["id", "content", "single_word", "lstrip", "rstrip", "normalized", "special"];

/** What is asked of a model's vocabulary. */
export interface KnownTokens {
  readonly size: number;
  get(token: string): number | undefined;
}

/**
 * The `added_tokens` of a tokenizer.json, each content once. As in Rust `tokenizers`: a content that the model's vocabulary knows has
 * the vocabulary's id; the others are counted on from the vocabulary's size, whatever their `id` says; of a content that is listed again with other flags
 * the last counts; an empty content is none.
 *
 * @throws {TurnwiseError} `broken-model`, also where the listed id is not the one that Rust gives; `tokenizer-not-supported` for unknown fields
 */
export function readAddedTokens(tokenizer: Fields, vocabulary: KnownTokens, where: string): readonly AddedToken[] {
  const tokens = new Map<string, AddedToken>();
  let next = vocabulary.size;
  for (const [index, entry] of listOf(tokenizer["added_tokens"], `${where}, added_tokens`).entries()) {
    const place = `${where}, added_tokens[${index}]`;
    const fields = fieldsOf(entry, place);
    onlyKnown(fields, FIELDS, place);
    const content = textOf(fields["content"], `${place}.content`);
    if (content === "") continue;
    const listed = countOf(fields["id"], `${place}.id`);
    const known = vocabulary.get(content) ?? tokens.get(content)?.id;
    const id = known ?? next;
    if (known === undefined && listed !== next++) {
      throw brokenModel(place, `has the id ${listed} for ${content}, to which tokenizers gives ${id}`);
    }
    tokens.set(content, readAddedToken(id, content, fields, place));
  }
  return [...tokens.values()];
}

function readAddedToken(id: number, content: string, fields: Fields, place: string): AddedToken {
  const special = flagOf(fields["special"], `${place}.special`, false);
  return {
    id,
    content,
    singleWord: flagOf(fields["single_word"], `${place}.single_word`, false),
    lstrip: flagOf(fields["lstrip"], `${place}.lstrip`, false),
    rstrip: flagOf(fields["rstrip"], `${place}.rstrip`, false),
    normalized: flagOf(fields["normalized"], `${place}.normalized`, !special),
    special,
  };
}
