/** The files of one model, wherever they lie. */
export interface ModelFiles {
  /** As the user named the model. */
  readonly name: string;
  /** Where they were looked for, for errors: a path, or the hub's address. */
  readonly place: string;
  /** Null if there is no such file. */
  read(path: string): Promise<Uint8Array | null>;
  /** Paths of the files right in a folder; none if there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
}

/** Files that say all that is read of a model; more templates lie in {@link TEMPLATE_FOLDER}. */
export const MODEL_FILES: readonly string[] = [
  "tokenizer.json",
  "tokenizer_config.json",
  "special_tokens_map.json",
  "generation_config.json",
  "chat_template.jinja",
  "chat_template.json",
];

/** Where `transformers` keeps chat templates besides the default one. */
export const TEMPLATE_FOLDER = "additional_chat_templates";
