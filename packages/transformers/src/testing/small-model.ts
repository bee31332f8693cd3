/** The files of a model with two tokens, for tests of loaders. */
export function smallModel(rest: Readonly<Record<string, unknown>> = {}): Record<string, Uint8Array> {
  const files: Readonly<Record<string, unknown>> = {
    "tokenizer.json": {
      added_tokens: [
        { id: 2, content: "<s>", special: true },
        { id: 3, content: "</s>", special: true },
      ],
      model: { type: "BPE", vocab: { a: 0, b: 1 }, merges: [] },
      decoder: null,
    },
    "tokenizer_config.json": {
      bos_token: "<s>",
      eos_token: { content: "</s>", special: true },
      pad_token: null,
      chat_template: "{{ bos_token }}{{ messages[0].content }}",
    },
    ...rest,
  };
  return Object.fromEntries(
    Object.entries(files).flatMap(([path, content]): [string, Uint8Array][] =>
      content === null
        ? []
        : [[path, new TextEncoder().encode(typeof content === "string" ? content : JSON.stringify(content))]],
    ),
  );
}
