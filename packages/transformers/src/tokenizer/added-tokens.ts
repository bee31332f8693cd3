import { brokenModel, fieldsOf, listOf, textOf, type Fields } from "./shape.ts";

/** A token that is matched in the text before the model sees it. Flags as in `tokenizers.AddedToken`. */
export interface AddedToken {
  readonly id: number;
  readonly content: string;
  readonly singleWord: boolean;
  readonly lstrip: boolean;
  readonly rstrip: boolean;
  readonly normalized: boolean;
  readonly special: boolean;
}

/** The `added_tokens` of a tokenizer.json. As in Rust, a content that the model's vocabulary knows has the id of the vocabulary. */
export function readAddedTokens(tokenizer: Fields, vocabulary: Fields, where: string): readonly AddedToken[] {
  return listOf(tokenizer["added_tokens"], `${where}, added_tokens`).map((entry, index) => {
    const place = `${where}, added_tokens[${index}]`;
    const fields = fieldsOf(entry, place);
    const content = textOf(fields["content"], `${place}.content`);
    const id = Object.hasOwn(vocabulary, content) ? vocabulary[content] : fields["id"];
    if (typeof id !== "number") throw brokenModel(`${place}.id`, "is not a number");
    const special = fields["special"] === true;
    return {
      id,
      content,
      singleWord: fields["single_word"] === true,
      lstrip: fields["lstrip"] === true,
      rstrip: fields["rstrip"] === true,
      normalized: typeof fields["normalized"] === "boolean" ? fields["normalized"] : !special,
      special,
    };
  });
}
